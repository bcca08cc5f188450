import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { imageSpec, seedByConsole, shop } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

const hourMs = 3_600_000;
const prefix = "apprunner-operator.dev/";

beforeAll(warmUp);

/** A world with a process and an object. */
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

function services(world: World): readonly string[] {
  return world.emulator.admin.services().map(({ name, region, status }) => `${region} ${name} ${status}`);
}

function ownerTags(cluster: string, name = shop, origin = "created"): readonly object[] {
  const tags = { cluster, namespace: "default", name, uid: "uid-0", origin };
  return Object.entries(tags).map(([key, Value]) => ({ Key: prefix + key, Value }));
}

describe("invariant 1: finalizer and identity are stored before the first mutating call", () => {
  it.each([
    ["a service is created", imageSpec("1"), false],
    ["a service is adopted", imageSpec("1", { adoption: { policy: "IfUnowned" } }), true],
  ])("when %s", async (_name, spec, isThere) => {
    const world = new World();
    if (isThere) seedByConsole(world, { Tags: [] });
    const claimed: unknown[] = [];
    const { answerAws } = world;
    world.answerAws = (request) => {
      const isMutation = !/\.(Describe|List)|^$/.test(request.headers.get("x-amz-target") ?? "");
      const metadata = world.get(shop)?.metadata;
      if (isMutation) claimed.push([metadata?.finalizers, metadata?.annotations?.[`${prefix}identity`]]);
      return answerAws(request);
    };
    world.start();
    world.apply(shop, spec);
    await world.clock.advance(hourMs);
    expect(claimed.length).toBeGreaterThan(0);
    for (const claim of claimed) expect(claim).toEqual([[`${prefix}finalizer`], "111122223333/us-east-1/shop"]);
  });

  it.each([
    ["the finalizer", { finalizers: null }],
    ["the identity", { annotations: { [`${prefix}identity`]: null } }],
    ["both", { finalizers: null, annotations: { [`${prefix}identity`]: null } }],
  ])("and are put back when somebody drops %s", async (_name, metadata) => {
    const world = await runningWith();
    await world.edit(shop, { metadata });
    await world.clock.advance(hourMs);
    const after = world.get(shop)?.metadata;
    expect(after?.finalizers).toEqual([`${prefix}finalizer`]);
    expect(after?.annotations?.[`${prefix}identity`]).toBe("111122223333/us-east-1/shop");
    expect(services(world)).toHaveLength(1);
  });
});

describe("invariant 1: a pass that resolves to another identity does nothing", () => {
  it("when the region is edited, and goes on when it is put back", async () => {
    const world = await runningWith();
    const before = world.mutations();
    await world.edit(shop, { spec: { region: "eu-west-1" } });
    await world.until(shop, "IdentityChanged");
    await world.edit(shop, { spec: imageSpec("2") });
    await world.clock.advance(7 * hourMs);
    expect(world.mutations()).toEqual(before);
    expect(services(world)).toEqual(["us-east-1 shop RUNNING"]);
    await world.edit(shop, { spec: { region: null } });
    await world.until(shop, "Running");
    expect(world.get(shop)?.status?.image).toContain(":2");
  });

  it("when the credentials become those of another account, also for a deletion", async () => {
    const world = await runningWith();
    const ours = world.emulator;
    world.emulator = world.otherAccount("444455556666");
    world.accessKeyId = "AKIAOTHER";
    await world.annotate(shop, "reconcile-requested-at", "1");
    await world.untilTrue("the other account is noticed", () => world.told.reasons.has("IdentityChanged"));
    await world.delete(shop);
    await world.clock.advance(7 * hourMs);
    expect(world.get(shop)).toBeDefined();
    expect(world.mutations()).toEqual({});
    world.emulator = ours;
    world.accessKeyId = "AKIATEST";
    await world.untilGone(shop);
    expect(services(world)).toEqual(["us-east-1 shop DELETED"]);
  });

  it("when the credentials become those of another account while a pass looks", async () => {
    const world = await runningWith();
    const ours = world.emulator;
    const other = world.otherAccount("444455556666");
    const { answerAws } = world;
    world.answerAws = (request) => {
      if (world.get(shop)?.metadata.deletionTimestamp !== undefined) {
        world.emulator = other;
        world.accessKeyId = "AKIAOTHER";
      }
      return answerAws(request);
    };
    await world.delete(shop);
    await world.clock.advance(hourMs);
    expect(world.get(shop)?.status?.conditions?.[0]?.reason).toBe("IdentityChanged");
    expect(ours.admin.services().map(({ status }) => status)).toEqual(["RUNNING"]);
    expect(world.mutations()).toEqual({});
  });

  it("when status and annotation are there, and only the finalizer was dropped", async () => {
    const world = await runningWith();
    await world.edit(shop, { metadata: { finalizers: null }, spec: { region: "eu-west-1" } });
    await world.until(shop, "IdentityChanged");
    expect(services(world)).toHaveLength(1);
  });
});

describe("invariant 2: there is at most one service for an object", () => {
  it("when the finalizer was removed by force and the object was made again", async () => {
    const world = await runningWith();
    const uid = world.get(shop)?.metadata.uid;
    await world.delete(shop);
    await world.edit(shop, { metadata: { finalizers: null } });
    world.apply(shop, imageSpec("2"));
    await world.until(shop, "Running");
    expect(world.get(shop)?.metadata.uid).not.toBe(uid);
    expect(world.emulator.admin.services()).toHaveLength(1);
    expect(world.emulator.admin.services()[0]?.tags[`${prefix}uid`]).toBe(world.get(shop)?.metadata.uid);
    expect(world.get(shop)?.status?.image).toContain(":2");
  });

  it("when the object was made again while no operator ran, and loses its status as a restore does", async () => {
    const world = await runningWith();
    world.end();
    await world.edit(shop, { metadata: { finalizers: null, annotations: null } });
    await world.delete(shop);
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    expect(world.mutations()).toMatchObject({ CreateService: 1 });
    expect(world.mutations()["UpdateService"]).toBeUndefined();
    expect(services(world)).toHaveLength(1);
  });

  it("when its status is lost, and nothing is deployed for that", async () => {
    const world = await runningWith(imageSpec("1", { deploymentToken: "t1" }));
    const before = world.mutations();
    await world.setStatus(shop, null);
    await world.until(shop, "Running");
    await world.clock.advance(7 * hourMs);
    expect(world.mutations()).toEqual(before);
    expect(world.get(shop)?.status).toMatchObject({ origin: "created", deploymentToken: "t1" });
  });

  it.each([
    ["the reply of its creation is lost", { when: "after", answer: "error" }],
    ["the connection breaks during its creation", { when: "after", answer: "drop" }],
    ["the answer to its creation makes no sense", { when: "after", answer: "malformed" }],
  ] as const)("when %s, among short and empty pages of others", async (_name, fault) => {
    const world = new World();
    for (let n = 0; n < 25; n++) seedByConsole(world, { ServiceName: `other-${n}` });
    world.emulator.admin.addDeletedRows(45);
    world.emulator.admin.inject({ operation: "CreateService", ...fault });
    world.start();
    world.apply(shop, imageSpec("1"));
    world.emulator.admin.addDeletedRows(45);
    await world.until(shop, "Running");
    expect(world.emulator.admin.services().filter(({ name }) => name === shop)).toHaveLength(1);
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });
});

describe("invariant 3: nothing is changed that policies do not allow", () => {
  const kinds = [
    ["Observe", "UpdateService", "Drifted"],
    ["ReportDrift", "UpdateService", "Drifted"],
    ["ReportDrift", "DeleteService", "DeletedElsewhere"],
    ["Observe", "DeleteService", "NotFound"],
  ] as const;

  it.each(kinds)("%s only reports what %s by somebody else did", async (managementPolicy, operation, reason) => {
    const world = await runningWith();
    await world.edit(shop, { spec: { managementPolicy } });
    await world.until(shop, "Running");
    await world.clock.advance(hourMs);
    const before = world.mutations();
    const ServiceArn = world.get(shop)?.status?.arn;
    await world.callAws(operation, operation === "DeleteService" ? { ServiceArn } : { ServiceArn, ...image("9") });
    await world.until(shop, reason);
    await world.clock.advance(7 * hourMs);
    expect(world.mutations()).toEqual(before);
    expect(world.get(shop)?.status?.conditions?.[0]?.status).toBe(reason === "Drifted" ? "True" : "False");
  });

  it("ReportDrift acts on an edit of the manifest, and on deletion", async () => {
    const world = await runningWith(imageSpec("1", { managementPolicy: "ReportDrift" }));
    await world.edit(shop, { spec: imageSpec("2") });
    await world.until(shop, "Running");
    expect(world.get(shop)?.status?.image).toContain(":2");
    await world.delete(shop);
    await world.untilGone(shop);
    expect(services(world)).toEqual(["us-east-1 shop DELETED"]);
  });

  it("Manage undoes what somebody else did", async () => {
    const world = await runningWith();
    await world.callAws("UpdateService", { ServiceArn: world.get(shop)?.status?.arn, ...image("9") });
    await world.untilTrue("it is undone", () =>
      world.told.calls.some(({ operation }) => operation === "UpdateService"),
    );
    await world.until(shop, "Running");
    expect(world.get(shop)?.status?.image).toContain(":1");
    expect(world.told.events.map(({ reason }) => reason)).toContain("CorrectingDrift");
  });

  it("Observe neither claims nor tags a service that it was never to manage, and lets go of one that it managed", async () => {
    const world = new World();
    seedByConsole(world);
    world.start();
    world.apply(shop, imageSpec("1", { managementPolicy: "Observe" }));
    await world.until(shop, "Drifted");
    expect(world.get(shop)?.metadata.finalizers).toBeUndefined();
    expect(world.mutations()).toEqual({});
    const managed = await runningWith();
    await managed.edit(shop, { spec: { managementPolicy: "Observe" } });
    await managed.until(shop, "Running");
    expect(managed.get(shop)?.metadata.finalizers ?? []).toEqual([]);
  });

  it("Observe deletes nothing, also when it was set right before the deletion or while that waits", async () => {
    const world = await runningWith();
    world.end();
    await world.edit(shop, { spec: { managementPolicy: "Observe" } });
    await world.delete(shop);
    world.start();
    await world.untilGone(shop);
    expect(services(world)).toEqual(["us-east-1 shop RUNNING"]);
  });

  it("Observe lets an object go while AWS cannot be reached, for it would change nothing there", async () => {
    const world = await runningWith();
    world.answerAws = () => Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
    await world.edit(shop, { spec: { managementPolicy: "Observe" } });
    await world.delete(shop);
    await world.untilGone(shop, 60_000);
    expect(services(world)).toEqual(["us-east-1 shop RUNNING"]);
  });

  it("suspend makes no call, keeps Ready, and lets a deletion wait", async () => {
    const world = await runningWith();
    await world.edit(shop, { spec: { suspend: true } });
    await world.clock.advance(60_000);
    const { ListServices: _before, ...before } = world.calls();
    await world.edit(shop, { spec: imageSpec("2") });
    await world.clock.advance(hourMs);
    const { ListServices: _after, ...after } = world.calls();
    expect(after).toEqual(before);
    expect(world.mutations()).toEqual({ CreateService: 1 });
    expect(world.get(shop)?.status?.conditions?.[0]).toMatchObject({
      type: "Ready",
      status: "True",
      reason: "Running",
    });
    await world.delete(shop);
    await world.clock.advance(hourMs);
    expect(world.get(shop)?.status?.conditions?.[1]?.message).toContain("the deletion waits");
    await world.edit(shop, { spec: { suspend: null } });
    await world.untilGone(shop);
    expect(services(world)).toEqual(["us-east-1 shop DELETED"]);
  });
});

describe("invariant 3: what others own is neither changed nor deleted", () => {
  const owners = [
    ["another cluster", ownerTags("cluster-2"), "cluster-2/default/shop"],
    ["another object", ownerTags("cluster-1", "other"), "cluster-1/default/other"],
    ["CloudFormation", [{ Key: "aws:cloudformation:stack-name", Value: "stack" }], "cloudformation/stack"],
    ["Copilot", [{ Key: "copilot-application", Value: "app" }], "copilot/app"],
  ] as const;

  it.each(owners)("%s keeps its service, also when the object is deleted", async (_name, Tags, owner) => {
    const world = new World();
    seedByConsole(world, { Tags });
    world.start();
    world.apply(shop, imageSpec("1", { adoption: { policy: "IfUnowned", onDifference: "Apply" } }));
    await world.until(shop, "OwnershipConflict");
    expect(world.get(shop)?.status?.conditions?.[0]?.message).toContain(owner);
    await world.clock.advance(7 * hourMs);
    await world.delete(shop);
    await world.untilGone(shop);
    expect(world.mutations()).toEqual({});
  });

  it.each(owners)("%s loses it to a takeover that names it, and to no other", async (_name, Tags, takeoverFrom) => {
    const world = new World();
    seedByConsole(world, { Tags });
    world.start();
    world.apply(shop, imageSpec("1", { adoption: { policy: "Takeover", takeoverFrom: "cluster-9/default/shop" } }));
    await world.until(shop, "OwnershipConflict");
    expect(world.mutations()).toEqual({});
    await world.edit(shop, { spec: { adoption: { takeoverFrom, onDifference: "Apply" } } });
    await world.until(shop, "Running");
    expect(world.emulator.admin.services()[0]?.tags).toMatchObject({
      [`${prefix}cluster`]: "cluster-1",
      [`${prefix}name`]: shop,
      [`${prefix}origin`]: "adopted",
    });
  });

  it("a service that somebody else takes over later is let go, and deleting the object deletes nothing", async () => {
    const world = await runningWith();
    await world.callAws("TagResource", { ResourceArn: world.get(shop)?.status?.arn, Tags: ownerTags("cluster-2") });
    await world.annotate(shop, "reconcile-requested-at", "1");
    await world.until(shop, "OwnershipConflict");
    await world.delete(shop);
    await world.untilGone(shop);
    expect(services(world)).toEqual(["us-east-1 shop RUNNING"]);
  });

  it("nobody's service of that name is refused without a policy for it", async () => {
    const world = new World();
    seedByConsole(world);
    world.start();
    world.apply(shop, imageSpec("1"));
    await world.until(shop, "AlreadyExists");
    await world.delete(shop);
    await world.untilGone(shop);
    expect(world.mutations()).toEqual({});
    expect(services(world)).toEqual(["us-east-1 shop RUNNING"]);
  });

  it("nobody's service of that name is adopted as soon as the policy allows it", async () => {
    const world = new World();
    const arn = seedByConsole(world);
    world.start();
    world.apply(shop, { ...imageOnly("1"), adoption: { policy: "Never" } });
    await world.until(shop, "AlreadyExists");
    await world.edit(shop, { spec: { adoption: { policy: "IfUnowned" } } });
    await world.until(shop, "Running");
    expect(world.get(shop)?.status).toMatchObject({ arn, origin: "adopted" });
    expect(Object.keys(world.mutations())).toEqual(["TagResource"]);
  });
});

describe("invariant 3: an adoption verifies before it changes anything", () => {
  const minimal = { adoption: { policy: "IfUnowned" }, ...imageOnly("1") };

  it("by default, and completes by itself once the manifest is edited to match", async () => {
    const world = new World();
    seedByConsole(world);
    world.start();
    world.apply(shop, { ...minimal, ...imageOnly("2") });
    await world.until(shop, "AdoptionDiffers");
    await world.clock.advance(7 * hourMs);
    expect(world.mutations()).toEqual({ TagResource: 1 });
    expect(world.get(shop)?.status?.drift).toMatchObject([
      { path: "sourceConfiguration.imageRepository.imageIdentifier" },
    ]);
    await world.edit(shop, { spec: imageOnly("1") });
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ TagResource: 2 });
    expect(world.get(shop)?.status?.origin).toBe("adopted");
  });

  it("and an object that is deleted meanwhile lets the service go, whatever its deletion policy says", async () => {
    const world = new World();
    seedByConsole(world);
    world.start();
    world.apply(shop, { ...minimal, ...imageOnly("2"), deletionPolicy: "Delete" });
    await world.until(shop, "AdoptionDiffers");
    await world.delete(shop);
    await world.untilGone(shop);
    expect(services(world)).toEqual(["us-east-1 shop RUNNING"]);
    expect(world.emulator.admin.services()[0]?.tags).toEqual({});
  });

  it("and never sends UpdateService while adopting, unless told to apply", async () => {
    const world = new World();
    seedByConsole(world);
    world.start();
    world.apply(shop, { ...minimal, ...imageOnly("2"), desiredState: "Paused", deploymentToken: "t1" });
    await world.until(shop, "AdoptionDiffers");
    await world.annotate(shop, "retry-requested-at", "1");
    await world.clock.advance(hourMs);
    expect(world.mutations()).toEqual({ TagResource: 1 });
    await world.edit(shop, { spec: { adoption: { onDifference: "Apply" }, desiredState: null } });
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ TagResource: 2, UpdateService: 1 });
  });

  it("by ARN, of the one that has the effective name", async () => {
    const world = new World();
    const arn = seedByConsole(world, { ServiceName: "from-console" });
    world.start();
    world.apply(shop, { ...minimal, adoption: { policy: "IfUnowned", arn } });
    await world.until(shop, "AdoptionTargetMissing");
    expect(world.mutations()).toEqual({});
    await world.edit(shop, { spec: { serviceName: "from-console" } });
    await world.until(shop, "Running");
    expect(world.get(shop)?.status).toMatchObject({ arn, origin: "adopted" });
  });
});

describe("invariant 3: the deletion policy is read on every pass", () => {
  it.each([
    [undefined, "created", "DELETED"],
    ["Retain", "created", "RUNNING"],
    [undefined, "adopted", "RUNNING"],
    ["Delete", "adopted", "DELETED"],
  ] as const)("%s, of a service that was %s: it is %s", async (deletionPolicy, origin, status) => {
    const world = new World();
    if (origin === "adopted") seedByConsole(world);
    world.start();
    const policy = deletionPolicy === undefined ? {} : { deletionPolicy };
    world.apply(shop, { ...policy, ...imageOnly("1"), adoption: { policy: "IfUnowned" } });
    await world.until(shop, "Running");
    await world.delete(shop);
    await world.untilGone(shop);
    const [service] = world.emulator.admin.services();
    expect(service?.status).toBe(status);
    const ours = Object.keys(service?.tags ?? {}).filter((key) => key.startsWith(prefix));
    expect(ours).toHaveLength(status === "RUNNING" ? 0 : 5);
  });

  it.each([
    ["whose deletion waits for a stuck operation", imageSpec("stuck"), "Creating"],
    ["whose deletion fails", imageSpec("fail-delete-once"), "Running"],
  ] as const)("Retain frees an object %s", async (_name, spec, reason) => {
    const world = worldWith(spec);
    await world.until(shop, reason);
    await world.delete(shop);
    await world.clock.advance(240_000);
    expect(world.get(shop)).toBeDefined();
    await world.edit(shop, { spec: { deletionPolicy: "Retain" } });
    await world.untilGone(shop, 60_000);
    expect(world.emulator.admin.services()).toHaveLength(1);
  });

  it("Retain frees an object also while AWS cannot be reached", async () => {
    const world = await runningWith();
    world.answerAws = () => Promise.reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));
    await world.delete(shop);
    await world.clock.advance(hourMs);
    expect(world.get(shop)).toBeDefined();
    await world.edit(shop, { spec: { deletionPolicy: "Retain" } });
    await world.untilGone(shop, 600_000);
  });
});

function imageOnly(tag: string): JsonObject {
  const imageIdentifier = `public.ecr.aws/x1y2z3a4/shop:${tag}`;
  return { sourceConfiguration: { imageRepository: { imageIdentifier, imageRepositoryType: "ECR_PUBLIC" } } };
}

function image(tag: string): object {
  const ImageRepository = {
    ImageIdentifier: `public.ecr.aws/x1y2z3a4/shop:${tag}`,
    ImageRepositoryType: "ECR_PUBLIC",
    ImageConfiguration: { Port: "8000", RuntimeEnvironmentVariables: { COLOUR: "blue" } },
  };
  return { SourceConfiguration: { ImageRepository } };
}
