import { beforeAll, describe, expect, it } from "vitest";
import { imageSpec, shop } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

const minuteMs = 60_000;

beforeAll(warmUp);

function conditionOf(world: World, wanted: string, name = shop): string | undefined {
  const found = world.get(name)?.status?.conditions?.find(({ type }) => type === wanted);
  return found && `${found.status} ${found.reason}`;
}

describe("invariant 9: a service is deleted as soon as nothing needs it any more", () => {
  const text = "VpcIngressConnection Arn: arn:aws:apprunner:us-east-1:111122223333:vpcingressconnection/inside/1234";

  it("a deletion that is blocked names what blocks it, and goes on by itself", async () => {
    const world = new World();
    world.start();
    world.apply(shop, imageSpec("1"));
    await world.until(shop, "Running");
    const message = `You cannot delete a Service while it has VpcIngressConnections with a status of AVAILABLE. ${text}`;
    const code = "InvalidStateException";
    world.emulator.admin.inject({
      operation: "DeleteService",
      when: "before",
      answer: "error",
      code,
      message,
      count: 99,
    });
    await world.delete(shop);
    await world.until(shop, "DeletionBlocked");
    await world.clock.advance(60 * minuteMs);
    expect(world.get(shop)?.status?.conditions?.[0]?.message).toContain(text);
    expect(world.mutations()["DeleteService"]).toBeLessThanOrEqual(14);
    world.emulator.admin.clearInjections();
    await world.untilGone(shop, 10 * minuteMs);
    expect(world.emulator.admin.services()[0]?.status).toBe("DELETED");
  });

  it.each([
    ["running", imageSpec("1"), "Running"],
    ["paused", imageSpec("1", { desiredState: "Paused" }), "Paused"],
    ["failed at its creation", imageSpec("fail-start"), "CreateFailed"],
    ["still being created", imageSpec("1"), "Creating"],
    ["latched after a rollback", imageSpec("1"), "UpdateFailed"],
  ] as const)("a service that is %s goes with its object by one call", async (_name, spec, reason) => {
    const world = new World();
    world.start();
    world.apply(shop, spec);
    if (reason === "UpdateFailed") {
      await world.until(shop, "Running");
      await world.edit(shop, { spec: imageSpec("fail-start") });
    }
    await world.until(shop, reason);
    await world.delete(shop);
    await world.untilGone(shop, 30 * minuteMs);
    expect(world.mutations()["DeleteService"]).toBe(1);
    expect(world.emulator.admin.services().map(({ status }) => status)).toEqual(["DELETED"]);
  });

  it("an object whose service somebody else deleted goes without a call", async () => {
    const world = new World();
    world.start();
    world.apply(shop, imageSpec("1", { managementPolicy: "ReportDrift" }));
    await world.until(shop, "Running");
    await world.callAws("DeleteService", { ServiceArn: world.get(shop)?.status?.arn });
    await world.until(shop, "DeletedElsewhere");
    await world.delete(shop);
    await world.untilGone(shop, minuteMs);
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });
});

describe("invariants 2 and 3: of two objects that name the same service", () => {
  it("the first has it, the second says whose it is, and gets one of its own when the first goes", async () => {
    const world = new World();
    world.start();
    world.apply(shop, imageSpec("1"));
    await world.until(shop, "Running");
    world.apply("second", imageSpec("2", { serviceName: shop }));
    await world.until("second", "OwnershipConflict");
    expect(world.get("second")?.status?.conditions?.[0]?.message).toContain("cluster-1/default/shop");
    await world.clock.advance(60 * minuteMs);
    expect(conditionOf(world, "Ready")).toBe("True Running");
    await world.delete(shop);
    await world.untilGone(shop);
    await world.until("second", "Running", 30 * minuteMs);
    expect(world.mutations()).toEqual({ CreateService: 2, DeleteService: 1 });
    expect(world.emulator.admin.services().map(({ status }) => status)).toEqual(["DELETED", "RUNNING"]);
  });

  it("one is created when both appear at once", async () => {
    const world = new World();
    world.start();
    world.apply(shop, imageSpec("1"));
    world.apply("second", imageSpec("2", { serviceName: shop }));
    await world.clock.advance(30 * minuteMs);
    const reasons = new Set([conditionOf(world, "Ready"), conditionOf(world, "Ready", "second")]);
    expect(reasons).toEqual(new Set(["False OwnershipConflict", "True Running"]));
    expect(world.emulator.admin.services()).toHaveLength(1);
  });
});

describe("what people and manifests can make long stays within the schema", () => {
  it("the drift of forty tags and every setting, and a retry with a very long text", async () => {
    const tags = Array.from({ length: 40 }, (_, index) => ({ key: `key-${index}`, value: "a" }));
    const world = new World();
    world.start();
    const more = {
      tags,
      managementPolicy: "ReportDrift",
      healthCheckConfiguration: {
        protocol: "HTTP",
        path: "/a",
        interval: 9,
        timeout: 4,
        healthyThreshold: 3,
        unhealthyThreshold: 7,
      },
      instanceConfiguration: { cpu: "2 vCPU", memory: "4 GB" },
      networkConfiguration: { ipAddressType: "DUAL_STACK" },
    };
    world.apply(shop, imageSpec("1", more));
    await world.until(shop, "Running");
    const ServiceArn = world.get(shop)?.status?.arn;
    await world.callAws("UntagResource", { ResourceArn: ServiceArn, TagKeys: tags.map(({ key }) => key) });
    await world.callAws("UpdateService", {
      ServiceArn,
      SourceConfiguration: {
        AutoDeploymentsEnabled: false,
        ImageRepository: {
          ImageIdentifier: "public.ecr.aws/x1y2z3a4/shop:9",
          ImageRepositoryType: "ECR_PUBLIC",
          ImageConfiguration: { Port: "9", RuntimeEnvironmentVariables: { A: "b" } },
        },
      },
      HealthCheckConfiguration: { Protocol: "TCP" },
      InstanceConfiguration: { Cpu: "1 vCPU", Memory: "2 GB" },
      NetworkConfiguration: { IpAddressType: "IPV4" },
    });
    await world.until(shop, "Drifted");
    await world.annotate(shop, "retry-requested-at", "x".repeat(5000));
    await world.annotate(shop, "reconcile-requested-at", "y".repeat(5000));
    await world.clock.advance(10 * minuteMs);
    const { drift, lastHandledRetryRequestedAt, lastHandledReconcileRequestedAt } = world.get(shop)?.status ?? {};
    expect(drift).toHaveLength(50);
    expect(lastHandledRetryRequestedAt).toBe("x".repeat(1024));
    expect(lastHandledReconcileRequestedAt).toBe("y".repeat(1024));
    const writes = world.kube.writes.length;
    await world.clock.advance(60 * minuteMs);
    expect(world.kube.writes.length).toBe(writes);
  });
});
