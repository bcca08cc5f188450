import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { imageSpec, shop } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const longMs = 7 * hourMs;

beforeAll(warmUp);

function worldWith(spec: JsonObject): World {
  const world = new World();
  world.start();
  world.apply(shop, spec);
  return world;
}

async function runningWith(spec: JsonObject = imageSpec("1")): Promise<World> {
  const world = worldWith(spec);
  await world.until(shop, "Running");
  return world;
}

/** Times at which the operator made a call that was accepted, in minutes from the first. */
function minutesOf(world: World, operation: string): readonly number[] {
  const times = world.emulator
    .calls()
    .filter((call) => call.operation === operation && call.errorCode === undefined)
    .map(({ atMs }) => atMs);
  return times.map((atMs) => (atMs - (times[0] ?? 0)) / minuteMs);
}

function conditionOf(world: World, wanted: string): string | undefined {
  const found = world.get(shop)?.status?.conditions?.find(({ type }) => type === wanted);
  return found && `${found.status} ${found.reason}`;
}

function operations(world: World): readonly string[] {
  return (world.emulator.admin.services()[0]?.operations ?? []).map(({ type, status }) => `${type} ${status}`);
}

describe("invariant 4: what App Runner rolled back or failed is not sent again", () => {
  const failures = [
    { title: "an update that fails to start", tag: "fail-start", reason: "UpdateFailed", call: "UpdateService" },
    { title: "an update whose rollback fails", tag: "fail-rollback", reason: "UpdateFailed", call: "UpdateService" },
  ] as const;

  it.each(failures)(
    "$title, not even by another process, until a retry is asked for",
    async ({ tag, reason, call }) => {
      const world = await runningWith();
      await world.edit(shop, { spec: imageSpec(tag) });
      await world.until(shop, reason);
      await world.clock.advance(longMs);
      world.restart();
      await world.clock.advance(longMs);
      expect(world.mutations()[call]).toBe(1);
      expect(world.get(shop)?.status?.conditions?.[0]?.message).toMatch(
        /ended as ROLLBACK_.*see the log group \/aws\/apprunner\/shop\//,
      );
      await world.annotate(shop, "retry-requested-at", "1");
      await world.clock.advance(longMs);
      expect(world.mutations()[call]).toBe(2);
      expect(world.get(shop)?.status?.lastHandledRetryRequestedAt).toBe("1");
      await world.until(shop, reason);
      await world.edit(shop, { spec: imageSpec("3") });
      await world.until(shop, "Running");
      expect(world.mutations()[call]).toBe(3);
    },
  );

  it("an update whose reply was lost together with the process that sent it", async () => {
    const world = await runningWith();
    world.emulator.admin.inject({ operation: "UpdateService", when: "after", answer: "drop" });
    await world.edit(shop, { spec: imageSpec("fail-start") });
    await world.untilTrue("it was sent", () => world.mutations()["UpdateService"] === 1);
    world.restart();
    await world.until(shop, "UpdateFailed");
    await world.clock.advance(longMs);
    expect(world.mutations()["UpdateService"]).toBe(1);
  });

  it("at most once more when the status is lost", async () => {
    const world = await runningWith();
    await world.edit(shop, { spec: imageSpec("fail-start") });
    await world.until(shop, "UpdateFailed");
    await world.setStatus(shop, null);
    await world.clock.advance(2 * longMs);
    await world.until(shop, "UpdateFailed");
    expect(world.mutations()["UpdateService"]).toBeLessThanOrEqual(2);
  });

  it("a deployment token, until a retry or another token", async () => {
    const world = await runningWith(imageSpec("fail-deploy"));
    await world.edit(shop, { spec: { deploymentToken: "t1" } });
    await world.until(shop, "DeploymentFailed");
    world.restart();
    await world.clock.advance(longMs);
    expect(world.mutations()["StartDeployment"]).toBe(1);
    await world.annotate(shop, "retry-requested-at", "1");
    await world.clock.advance(longMs);
    expect(world.mutations()["StartDeployment"]).toBe(2);
    expect(world.get(shop)?.status?.lastHandledRetryRequestedAt).toBe("1");
    await world.edit(shop, { spec: { deploymentToken: "t2" } });
    await world.clock.advance(hourMs);
    expect(world.mutations()["StartDeployment"]).toBe(3);
  });

  it("a creation under Repair, which the next change repairs", async () => {
    const world = worldWith(imageSpec("fail-start"));
    await world.until(shop, "CreateFailed");
    await world.clock.advance(longMs);
    expect(world.mutations()).toEqual({ CreateService: 1 });
    await world.edit(shop, { spec: imageSpec("2") });
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ CreateService: 1, UpdateService: 1 });
  });

  it("a creation under Repair whose repair fails too, which a retry repairs", async () => {
    const world = worldWith(imageSpec("fail-start"));
    await world.until(shop, "CreateFailed");
    await world.edit(shop, { spec: imageSpec("fail-pull") });
    await world.untilTrue("the repair ends", () => operations(world).includes("UPDATE_SERVICE FAILED"));
    await world.clock.advance(longMs);
    expect(world.mutations()).toEqual({ CreateService: 1, UpdateService: 1 });
    expect(conditionOf(world, "Stalled")).toMatch(/^True (Create|Update)Failed$/);
    await world.annotate(shop, "retry-requested-at", "1");
    await world.clock.advance(10 * minuteMs);
    world.emulator.admin.pushImage("public.ecr.aws/x1y2z3a4/shop:fail-pull");
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ CreateService: 1, UpdateService: 2 });
  });

  it("a creation under Keep, not even for an edit or a retry", async () => {
    const world = worldWith(imageSpec("fail-start", { createFailurePolicy: "Keep" }));
    await world.until(shop, "CreateFailed");
    await world.edit(shop, { spec: imageSpec("2") });
    await world.annotate(shop, "retry-requested-at", "1");
    await world.clock.advance(longMs);
    expect(world.mutations()).toEqual({ CreateService: 1 });
    expect(conditionOf(world, "Stalled")).toBe("True CreateFailed");
  });
});

describe("invariant 4: Recreate alone is exempt", () => {
  it("five times, 1 to 30 minutes apart, and never after that", async () => {
    const world = worldWith(imageSpec("fail-start", { createFailurePolicy: "Recreate" }));
    await world.clock.advance(12 * hourMs);
    expect(world.mutations()).toEqual({ CreateService: 6, DeleteService: 5 });
    const pauses = minutesOf(world, "DeleteService").map((at, index, all) => at - (all[index - 1] ?? 0));
    // Each attempt takes 12 minutes to fail, and 2.5 to be cleared away.
    for (const pause of pauses.slice(1)) {
      expect(pause - 14.5).toBeGreaterThanOrEqual(1);
      expect(pause - 14.5).toBeLessThanOrEqual(31);
    }
    expect(conditionOf(world, "Stalled")).toBe("True CreateFailed");
  });

  it("and an edit starts a new count", async () => {
    const world = worldWith(imageSpec("fail-start", { createFailurePolicy: "Recreate" }));
    await world.clock.advance(12 * hourMs);
    await world.edit(shop, { spec: imageSpec("v2-fail-start") });
    await world.clock.advance(12 * hourMs);
    expect(world.mutations()["CreateService"]).toBe(12);
    await world.annotate(shop, "retry-requested-at", "1");
    await world.clock.advance(hourMs);
    expect(world.mutations()["CreateService"]).toBe(13);
  });
});

describe("invariant 8: an update is complete, and never sent for nothing", () => {
  it("sends the blocks that differ, each complete, and no other", async () => {
    const world = await runningWith(imageSpec("1", { healthCheckConfiguration: { path: "/up", protocol: "HTTP" } }));
    await world.edit(shop, { spec: { healthCheckConfiguration: { interval: 9 } } });
    await world.until(shop, "Running");
    const sent = world.emulator.calls().filter(({ operation }) => operation === "UpdateService");
    expect(sent.map(({ input }) => input)).toEqual([
      {
        ServiceArn: world.get(shop)?.status?.arn,
        HealthCheckConfiguration: {
          Protocol: "HTTP",
          Path: "/up",
          Interval: 9,
          Timeout: 2,
          HealthyThreshold: 1,
          UnhealthyThreshold: 5,
        },
      },
    ]);
  });

  it.each([
    ["the port as text", { sourceConfiguration: { imageRepository: { imageConfiguration: { port: "8000" } } } }],
    ["the size in units that App Runner uses itself", { instanceConfiguration: { cpu: "1 vCPU", memory: "2 GB" } }],
    [
      "a default written out",
      { healthCheckConfiguration: { interval: 5 }, networkConfiguration: { ipAddressType: "IPV4" } },
    ],
    [
      "no secrets at all",
      { sourceConfiguration: { imageRepository: { imageConfiguration: { runtimeEnvironmentSecrets: {} } } } },
    ],
    [
      "its own auto scaling by name",
      {
        autoScalingConfigurationArn:
          "arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/DefaultConfiguration",
      },
    ],
  ])("sends nothing for %s", async (_name, spec) => {
    const world = await runningWith(imageSpec("1", { instanceConfiguration: { cpu: "1024", memory: "2048" } }));
    await world.edit(shop, { spec });
    await world.until(shop, "Running");
    await world.clock.advance(hourMs);
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });

  it("folds edits that come while an operation runs into one", async () => {
    const world = await runningWith();
    for (const tag of ["2", "3", "4", "5"]) {
      await world.edit(shop, { spec: imageSpec(tag) });
      await world.clock.advance(20_000);
    }
    await world.until(shop, "Running");
    expect(world.mutations()["UpdateService"]).toBe(2);
    expect(world.get(shop)?.status?.image).toContain(":5");
  });

  it("keeps edits of a paused service for the resume, and is not Ready from then until they are live", async () => {
    const world = worldWith(imageSpec("1", { desiredState: "Paused" }));
    await world.until(shop, "Paused");
    await world.edit(shop, { spec: imageSpec("2", { deploymentToken: "t1" }) });
    await world.until(shop, "Paused");
    await world.clock.advance(hourMs);
    expect(conditionOf(world, "ChangesPending")).toBe("True WaitingForResume");
    expect(conditionOf(world, "Ready")).toBe("True Paused");
    await world.edit(shop, { spec: { desiredState: "Running" } });
    const first = world.written.length;
    await world.until(shop, "Running");
    const readyOnTheWay = world.written
      .slice(first)
      .filter(({ metadata, status }) =>
        status?.conditions?.some(
          ({ type, status: is, observedGeneration }) =>
            type === "Ready" && is === "True" && observedGeneration === metadata.generation,
        ),
      );
    expect(readyOnTheWay.every(({ status }) => status?.image?.endsWith(":2") === true)).toBe(true);
    expect(world.get(shop)?.status?.image).toContain(":2");
    expect(conditionOf(world, "ChangesPending")).toBeUndefined();
    expect(world.mutations()).toMatchObject({ ResumeService: 1, UpdateService: 1 });
  });
});

describe("invariant 10: a foreign operation is waited for and shown, never fought", () => {
  const starts = [
    {
      title: "an automatic deployment",
      start: async (world: World) => void world.emulator.admin.pushImage("public.ecr.aws/x1y2z3a4/shop:1"),
    },
    {
      title: "a deployment from the console",
      start: (world: World) => world.callAws("StartDeployment", { ServiceArn: world.get(shop)?.status?.arn }),
    },
    { title: "maintenance", start: async (world: World) => world.emulator.admin.maintenance(shop) },
  ] as const;
  const watched = {
    ...imageSpec("1"),
    sourceConfiguration: { ...(imageSpec("1")["sourceConfiguration"] as JsonObject), autoDeploymentsEnabled: true },
  };

  it.each(starts)("$title changes nothing of Ready, right after an operation of ours too", async ({ start }) => {
    const world = await runningWith(watched);
    const before = world.mutations();
    await start(world);
    await world.untilTrue("it is shown", () => world.get(shop)?.status?.operation?.foreign === true, 2 * minuteMs);
    expect(world.told.reasons).toContain("ForeignOperation");
    expect(conditionOf(world, "Ready")).toBe("True Running");
    expect(world.get(shop)?.status?.serviceStatus).toBe("OPERATION_IN_PROGRESS");
    await world.untilTrue("it ends", () => world.get(shop)?.status?.operation === undefined, hourMs);
    expect(conditionOf(world, "Ready")).toBe("True Running");
    expect(world.mutations()).toEqual(before);
  });

  it.each(starts)("an edit waits for $title, and follows without a refused call", async ({ start }) => {
    const world = await runningWith(watched);
    await start(world);
    await world.edit(shop, { spec: imageSpec("2") });
    await world.until(shop, "WaitingForOperation");
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ CreateService: 1, UpdateService: 1 });
  });

  it.each(starts)("a deletion waits for $title", async ({ start }) => {
    const world = await runningWith(watched);
    await start(world);
    await world.delete(shop);
    await world.until(shop, "WaitingForOperation");
    await world.untilGone(shop);
    expect(world.mutations()).toEqual({ CreateService: 1, DeleteService: 1 });
  });

  it("a foreign deployment that failed is an event and a condition, and Ready stays what it is", async () => {
    const world = await runningWith(imageSpec("fail-deploy"));
    await world.callAws("StartDeployment", { ServiceArn: world.get(shop)?.status?.arn });
    await world.untilTrue("the condition stands", () => conditionOf(world, "DeploymentFailed") !== undefined);
    expect(conditionOf(world, "DeploymentFailed")).toBe("True ForeignDeploymentFailed");
    expect(conditionOf(world, "Ready")).toBe("True Running");
    expect(world.told.events).toContainEqual(
      expect.objectContaining({ type: "Warning", reason: "ForeignDeploymentFailed" }),
    );
    expect(world.mutations()).toEqual({ CreateService: 1 });
    await world.edit(shop, { spec: imageSpec("2") });
    await world.until(shop, "Running");
    expect(conditionOf(world, "DeploymentFailed")).toBeUndefined();
  });

  it("a pause or a resume in the console stands where the manifest leaves it open, and is undone where it does not", async () => {
    const open = await runningWith();
    await open.callAws("PauseService", { ServiceArn: open.get(shop)?.status?.arn });
    await open.until(shop, "Paused");
    await open.clock.advance(hourMs);
    expect(open.mutations()).toEqual({ CreateService: 1 });
    const closed = await runningWith(imageSpec("1", { desiredState: "Running" }));
    await closed.callAws("PauseService", { ServiceArn: closed.get(shop)?.status?.arn });
    await closed.untilTrue("it is resumed", () => operations(closed).includes("RESUME_SERVICE SUCCEEDED"));
    await closed.until(shop, "Running");
    expect(closed.mutations()).toEqual({ CreateService: 1, ResumeService: 1 });
  });

  it("one that is stuck is named after its deadline, and the work goes on when it ends", async () => {
    const world = await runningWith();
    await world.callAws("StartDeployment", { ServiceArn: world.get(shop)?.status?.arn });
    world.emulator.admin.hold(shop, true);
    await world.edit(shop, { spec: imageSpec("2") });
    await world.until(shop, "WaitingForOperation");
    const sinceMs = world.clock.nowMs();
    await world.until(shop, "OperationStuck");
    expect((world.clock.nowMs() - sinceMs) / minuteMs).toBeCloseTo(45, -1);
    await world.clock.advance(longMs);
    expect(world.mutations()["UpdateService"]).toBeUndefined();
    world.emulator.admin.hold(shop, false);
    await world.until(shop, "Running");
    expect(world.get(shop)?.status?.image).toContain(":2");
  });

  const deadlines = [
    { title: "a creation from an image", minutes: 25, act: async () => undefined, given: undefined },
    {
      title: "an update",
      minutes: 45,
      act: (world: World) => world.edit(shop, { spec: imageSpec("2") }),
      given: "Running",
    },
    {
      title: "a pause",
      minutes: 20,
      act: (world: World) => world.edit(shop, { spec: { desiredState: "Paused" } }),
      given: "Running",
    },
    {
      title: "maintenance",
      minutes: 30,
      act: async (world: World) => world.emulator.admin.maintenance(shop, longMs),
      given: "Running",
    },
    { title: "a deletion", minutes: 20, act: (world: World) => world.delete(shop), given: "Running" },
  ] as const;

  it.each(deadlines)(
    "$title is stuck after $minutes minutes, polled each minute, and goes on",
    async ({ minutes, act, given }) => {
      const world = worldWith(imageSpec(given === undefined ? "stuck" : "1"));
      if (given !== undefined) await world.until(shop, given);
      await act(world);
      if (given !== undefined) world.emulator.admin.hold(shop, true);
      await world.untilTrue("it is seen", () => world.get(shop)?.status?.operation !== undefined, 3 * minuteMs);
      const sinceMs = Date.parse(world.get(shop)?.status?.operation?.startedAt ?? "");
      await world.until(shop, "OperationStuck");
      const tookMinutes = (world.clock.nowMs() - sinceMs) / minuteMs;
      expect(tookMinutes).toBeGreaterThanOrEqual(minutes);
      expect(tookMinutes).toBeLessThan(minutes + 1.2);
      const reads = world.calls()["ListOperations"] ?? 0;
      await world.clock.advance(hourMs);
      expect((world.calls()["ListOperations"] ?? 0) - reads).toBeLessThanOrEqual(70);
      expect(conditionOf(world, "Stalled")).toBe("True OperationStuck");
      if (given !== undefined) {
        world.emulator.admin.hold(shop, false);
        await world.untilTrue("it goes on", () => conditionOf(world, "Stalled") === undefined, 10 * hourMs);
      }
    },
  );
});

describe("invariant 11: a deployment token starts exactly one deployment", () => {
  it("when it is set, and one more for another one", async () => {
    const world = await runningWith();
    for (const deploymentToken of ["t1", "t2"]) {
      await world.edit(shop, { spec: { deploymentToken } });
      await world.until(shop, "Running");
      world.restart();
      await world.clock.advance(hourMs);
    }
    expect(world.mutations()).toEqual({ CreateService: 1, StartDeployment: 2 });
  });

  it.each([
    ["creating the service records it", async () => worldWith(imageSpec("1", { deploymentToken: "t1" })), {}],
    [
      "an update that changes the image records it",
      async () => {
        const world = await runningWith();
        await world.edit(shop, { spec: imageSpec("2", { deploymentToken: "t1" }) });
        return world;
      },
      { UpdateService: 1 },
    ],
    [
      "an update of anything else is followed by the deployment",
      async () => {
        const world = await runningWith();
        await world.edit(shop, { spec: { deploymentToken: "t1", healthCheckConfiguration: { interval: 9 } } });
        return world;
      },
      { UpdateService: 1, StartDeployment: 1 },
    ],
    [
      "a paused service deploys it when it is resumed",
      async () => {
        const world = worldWith(imageSpec("1", { desiredState: "Paused" }));
        await world.until(shop, "Paused");
        await world.edit(shop, { spec: { deploymentToken: "t1" } });
        await world.until(shop, "Paused");
        await world.edit(shop, { spec: { desiredState: "Running" } });
        return world;
      },
      { PauseService: 1, ResumeService: 1, StartDeployment: 1 },
    ],
    [
      "removing it and setting it again does nothing",
      async () => {
        const world = await runningWith(imageSpec("1", { deploymentToken: "t1" }));
        await world.edit(shop, { spec: { deploymentToken: null } });
        await world.until(shop, "Running");
        await world.edit(shop, { spec: { deploymentToken: "t1" } });
        return world;
      },
      {},
    ],
  ] as const)("%s", async (_name, act, mutations) => {
    const world = await act();
    await world.until(shop, "Running");
    await world.clock.advance(longMs);
    expect(world.mutations()).toEqual({ CreateService: 1, ...mutations });
    expect(world.get(shop)?.status?.deploymentToken).toBe("t1");
  });
});

describe("a retry and a fresh look can be asked for", () => {
  it("a fresh look reads AWS at once and is echoed, and changes nothing", async () => {
    const world = await runningWith();
    await world.clock.advance(hourMs);
    const before = world.calls()["DescribeService"] ?? 0;
    await world.annotate(shop, "reconcile-requested-at", "now");
    await world.clock.advance(1000);
    expect(world.calls()["DescribeService"]).toBe(before + 1);
    expect(world.get(shop)?.status?.lastHandledReconcileRequestedAt).toBe("now");
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });

  it("a retry of a service that lacks nothing is echoed, and does nothing", async () => {
    const world = await runningWith();
    await world.annotate(shop, "retry-requested-at", "now");
    await world.clock.advance(hourMs);
    expect(world.get(shop)?.status?.lastHandledRetryRequestedAt).toBe("now");
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });

  it.each([
    {
      title: "a pause that fails",
      tag: "fail-pause",
      act: (world: World) => world.edit(shop, { spec: { desiredState: "Paused" } }),
      reason: "PauseFailed",
      call: "PauseService",
    },
    {
      title: "a deletion that fails",
      tag: "fail-delete-once",
      act: (world: World) => world.delete(shop),
      reason: "DeleteFailed",
      call: "DeleteService",
    },
  ] as const)("$title is tried again after some minutes, or at once when asked", async ({ tag, act, reason, call }) => {
    const world = await runningWith(imageSpec(tag));
    await act(world);
    await world.until(shop, reason);
    expect(world.mutations()[call]).toBe(1);
    await world.clock.advance(2 * minuteMs);
    expect(world.mutations()[call]).toBe(1);
    await world.annotate(shop, "retry-requested-at", "now");
    await world.clock.advance(10_000);
    expect(world.mutations()[call]).toBe(2);
    if (reason === "DeleteFailed") await world.untilGone(shop);
  });
});
