import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type VpcIngressConnection, vpcIngressConnectionType as type } from "../../src/api/vpc-ingress-connection.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import { makeServiceAnew } from "./ingress-world.ts";
import { imageSpec, shop } from "./scenarios.ts";
import { statusFaults } from "./status-faults.ts";
import { World } from "./world.ts";

const way = "orders-way";
const minuteMs = 60_000;
const isPrivate = { networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } } };
const privateService = imageSpec("1", isPrivate);

let world: World;

beforeEach(() => {
  world = new World();
  world.hasConfigurations = true;
});

afterEach(() => {
  world.end();
  const faults = [...world.writtenConfigurations.flatMap(statusFaults), ...world.told.defects];
  if (faults.length > 0) throw new Error(faults.join("\n"));
});

function vpc(vpcEndpointId: string): JsonObject {
  return { ingressVpcConfiguration: { vpcId: "vpc-1", vpcEndpointId } };
}

function apply(spec: JsonObject = {}, name = way): void {
  world.applyKind(type, name, { serviceRef: { name: shop }, ...vpc("vpce-1"), ...spec });
}

function statusOf(name = way): VpcIngressConnection["status"] {
  return world.getKind<VpcIngressConnection>(type, name)?.status;
}

function messageOf(name = way): string {
  return statusOf(name)?.conditions?.find((condition) => condition.type === "Ready")?.message ?? "";
}

async function until(reason: Reason, name = way): Promise<void> {
  await world.untilKind(type, name, reason);
}

async function untilGone(name = way): Promise<void> {
  await world.untilTrue(`${name} is gone`, () => world.getKind(type, name) === undefined);
}

/** A running service with its connection. */
async function connected(spec: JsonObject = {}): Promise<void> {
  world.apply(shop, privateService);
  apply(spec);
  world.start();
  await until("Available");
}

describe("a VPC ingress connection", () => {
  it("waits for its service to run, and tells the host that clients call", async () => {
    apply();
    world.start();
    await until("WaitingForReference");
    world.apply(shop, privateService);
    await until("Available");
    expect(statusOf()).toMatchObject({
      ingressStatus: "AVAILABLE",
      origin: "created",
      serviceArn: world.get(shop)?.status?.arn,
      domainName: expect.stringMatching(/\.us-east-1\.awsapprunner\.com$/) as string,
      vpcEndpointId: "vpce-1",
    });
    expect(world.mutations()).toEqual({ CreateService: 1, CreateVpcIngressConnection: 1 });
  });

  it("gets another endpoint in place", async () => {
    await connected();
    const before = statusOf();
    await world.editKind(type, way, { spec: vpc("vpce-2") });
    await until("Available");
    expect(statusOf()).toMatchObject({ arn: before?.arn, domainName: before?.domainName, vpcEndpointId: "vpce-2" });
    expect(world.mutations()["UpdateVpcIngressConnection"]).toBe(1);
  });

  it("is not sent the same endpoint again that App Runner took and shows otherwise, unless a retry is requested", async () => {
    await connected();
    world.answerAws = async (request) => {
      const answer = await world.emulator.handle(request);
      const text = (await answer.text()).replaceAll("vpce-2", "vpce-02");
      return new Response(text, { status: answer.status, headers: answer.headers });
    };
    await world.editKind(type, way, { spec: vpc("vpce-2") });
    await until("UpdateIneffective");
    expect(statusOf()?.drift).toEqual([
      { path: "ingressVpcConfiguration.vpcEndpointId", desired: "vpce-2", actual: "vpce-02" },
    ]);
    await world.clock.advance(24 * 60 * minuteMs);
    expect(world.mutations()["UpdateVpcIngressConnection"]).toBe(1);
    const annotations = { "apprunner-operator.dev/retry-requested-at": "1" };
    await world.editKind(type, way, { metadata: { annotations } });
    await world.clock.advance(60 * minuteMs);
    expect(world.mutations()["UpdateVpcIngressConnection"]).toBe(2);
    expect(world.reasonOf(type, way)).toBe("UpdateIneffective");
    await world.editKind(type, way, { spec: vpc("vpce-02") });
    await until("Available");
    expect(world.mutations()["UpdateVpcIngressConnection"]).toBe(2);
  });

  it.each(["before", "after"] as const)(
    "gets its endpoint also when the answer is lost %s it takes effect",
    async (when) => {
      await connected();
      world.emulator.admin.inject({ when, answer: "drop", operation: "UpdateVpcIngressConnection", count: 3 });
      await world.editKind(type, way, { spec: vpc("vpce-2") });
      await until("Available");
      expect(statusOf()?.vpcEndpointId).toBe("vpce-2");
    },
  );

  it("is put back when somebody changes it, or only told where the policy says so", async () => {
    await connected({ driftIntervalSeconds: 60 });
    const change = {
      VpcIngressConnectionArn: statusOf()?.arn,
      IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-9" },
    };
    await world.callAws("UpdateVpcIngressConnection", change);
    await world.clock.advance(20 * minuteMs);
    expect(statusOf()?.vpcEndpointId).toBe("vpce-1");
    await world.editKind(type, way, { spec: { managementPolicy: "ReportDrift" } });
    await until("Available");
    await world.callAws("UpdateVpcIngressConnection", change);
    await until("Drifted");
    expect(statusOf()?.drift).toEqual([
      { path: "ingressVpcConfiguration.vpcEndpointId", desired: "vpce-1", actual: "vpce-9" },
    ]);
    expect(world.mutations()["UpdateVpcIngressConnection"]).toBe(1);
  });

  it("is made once more, with an event, when its service has become another one", async () => {
    await connected({ driftIntervalSeconds: 60 });
    const before = statusOf();
    await world.setStatus(shop, null);
    const arn = await world.callAws("CreateService", otherService());
    const { ServiceArn } = (arn as { readonly Service: { readonly ServiceArn: string } }).Service;
    await world.clock.advance(10 * minuteMs);
    world.end();
    // What the service object stands for is another service now, as after it was made again.
    await world.setStatus(shop, {
      observedGeneration: 1,
      arn: ServiceArn,
      account: "111122223333",
      region: "us-east-1",
      serviceStatus: "RUNNING",
    });
    await world.edit(shop, { spec: { suspend: true } });
    world.restart();
    await world.untilTrue("another one is there", () => statusOf()?.serviceArn === ServiceArn);
    await until("Available");
    expect(statusOf()?.domainName).not.toBe(before?.domainName);
    expect(world.mutations()).toMatchObject({ DeleteVpcIngressConnection: 1, CreateVpcIngressConnection: 2 });
    expect(world.told.events.filter(({ reason }) => reason === "Replacing")).toHaveLength(1);
    expect(world.told.events.filter(({ reason }) => reason === "CorrectingDrift")).toEqual([]);
  });

  it.each([
    { what: "create", first: "vpce-fail-create", reason: "CreateFailed" },
    { what: "update", first: "vpce-fail-update", reason: "UpdateFailed" },
  ] as const)("that App Runner failed to $what is not sent again by itself", async ({ what, first, reason }) => {
    world.apply(shop, privateService);
    apply(what === "create" ? vpc(first) : {});
    world.start();
    if (what === "update") {
      await until("Available");
      await world.editKind(type, way, { spec: vpc(first) });
    }
    await until(reason);
    const before = world.mutations();
    await world.clock.advance(24 * 60 * minuteMs);
    expect(world.mutations()).toEqual(before);
    await world.editKind(type, way, {
      metadata: { annotations: { "apprunner-operator.dev/retry-requested-at": "now" } },
    });
    const { UpdateVpcIngressConnection: sentBefore = 0 } = before;
    const sent = (): number => world.mutations()["UpdateVpcIngressConnection"] ?? 0;
    await world.untilTrue("it is tried once more", () => sent() === sentBefore + 1);
    await world.clock.advance(24 * 60 * minuteMs);
    expect(sent()).toBe(sentBefore + 1);
    // The emulator's endpoint fails to be made only once.
    expect(world.reasonOf(type, way)).toBe(what === "create" ? "Available" : "UpdateFailed");
    await world.editKind(type, way, { spec: vpc("vpce-2") });
    await until("Available");
  });

  it("is not taken to another service by an edit of the manifest, nor where it is to be retained", async () => {
    await connected({ deletionPolicy: "Retain" });
    await makeServiceAnew(world);
    await until("ImmutableDiffers");
    expect(messageOf()).toContain("`serviceArn`");
    const before = world.mutations();
    const { arn = "" } = statusOf() ?? {};
    await world.editKind(type, way, {
      spec: { deletionPolicy: "Delete", serviceRef: null, serviceArn: statusOf()?.serviceArn ?? "" },
    });
    await until("Available");
    // The reference stands for another service than the ARN.
    await world.editKind(type, way, { spec: { serviceArn: null, serviceRef: { name: shop } } });
    await until("ImmutableDiffers");
    expect(world.mutations()).toEqual(before);
    expect(statusOf()?.arn).toBe(arn);
  });

  it("is left as it is when its ARN gives way to a reference that stands for it, and the other way round", async () => {
    await connected();
    const serviceArn = statusOf()?.serviceArn ?? "";
    await world.editKind(type, way, { spec: { serviceArn, serviceRef: null } });
    await until("Available");
    await world.editKind(type, way, { spec: { serviceArn: null, serviceRef: { name: shop } } });
    await until("Available");
    await world.clock.advance(10 * minuteMs);
    expect(world.mutations()).toEqual({ CreateService: 1, CreateVpcIngressConnection: 1 });
  });

  it("is made in the region of the ARN that names its service", async () => {
    const seed = otherService();
    const { Service } = (await world.callAws("CreateService", seed, "eu-west-1")) as {
      readonly Service: { readonly ServiceArn: string };
    };
    await world.clock.advance(10 * minuteMs);
    world.applyKind(type, way, { serviceArn: Service.ServiceArn, ...vpc("vpce-1") });
    world.start();
    await until("Available");
    expect(statusOf()).toMatchObject({ region: "eu-west-1", serviceArn: Service.ServiceArn });
    await world.deleteKind(type, way);
    await untilGone();
  });

  it("goes also when its service's object and its own status are gone", async () => {
    await connected();
    await world.edit(shop, { spec: { deletionPolicy: "Retain" } });
    world.defaultRegion = "eu-central-1";
    world.end();
    await world.delete(shop);
    await world.edit(shop, { metadata: { finalizers: null } });
    await world.kube.patch(
      type,
      { namespace: "default", name: way },
      { type: "json", body: [{ op: "replace", path: "/status", value: { observedGeneration: -1 } }] },
      { subresource: "status" },
    );
    world.start();
    await world.deleteKind(type, way);
    await untilGone();
    expect(world.mutations()["DeleteVpcIngressConnection"]).toBe(1);
  });

  it("stays Available, and is found again, while its service is paused", async () => {
    await connected();
    await world.edit(shop, { spec: { desiredState: "Paused" } });
    await world.until(shop, "Paused");
    await world.kube.patch(
      type,
      { namespace: "default", name: way },
      { type: "json", body: [{ op: "replace", path: "/status", value: { observedGeneration: -1 } }] },
      { subresource: "status" },
    );
    await until("Available");
    expect(world.mutations()).toEqual({ CreateService: 1, CreateVpcIngressConnection: 1, PauseService: 1 });
  });

  it("counts as stuck when App Runner does not come to an end, tells begin and end by events, and goes on", async () => {
    world.emulator.admin.setDurations({ vpcIngress: 60 * minuteMs });
    world.apply(shop, privateService);
    apply();
    world.start();
    await until("OperationStuck");
    expect(messageOf()).toContain("is PENDING_CREATION since");
    await until("Available");
    await world.deleteKind(type, way);
    await until("OperationStuck");
    await untilGone();
    const told = world.told.events.filter(({ note }) => note.startsWith("PENDING_")).map(({ note }) => note);
    expect(told).toEqual(["PENDING_CREATION has begun", "PENDING_CREATION has ended", "PENDING_DELETION has begun"]);
  });

  it("gives way to one that the other service has already, before anything is deleted", async () => {
    await connected();
    world.end();
    const { Service } = (await world.callAws("CreateService", otherService())) as {
      readonly Service: { readonly ServiceArn: string };
    };
    await world.clock.advance(10 * minuteMs);
    await world.callAws("CreateVpcIngressConnection", {
      ServiceArn: Service.ServiceArn,
      VpcIngressConnectionName: "by-hand",
      IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-1" },
    });
    world.start();
    await world.edit(shop, { spec: { deletionPolicy: "Retain" } });
    await world.delete(shop);
    await world.untilGone(shop);
    world.apply(shop, { ...privateService, serviceName: "other", adoption: { policy: "IfUnowned" } });
    await until("AlreadyExists");
    expect(messageOf()).toContain(":vpcingressconnection/by-hand/");
    expect(world.mutations()["DeleteVpcIngressConnection"]).toBeUndefined();
  });

  it("that App Runner failed to delete is asked for again", async () => {
    await connected(vpc("vpce-fail-delete"));
    await world.deleteKind(type, way);
    await world.untilTrue("it failed", () => messageOf().includes("failed to delete"));
    await untilGone();
    expect(world.mutations()["DeleteVpcIngressConnection"]).toBe(2);
  });

  it("is one for each service: the second one is told which it has", async () => {
    await connected();
    apply({}, "second-way");
    await until("OwnershipConflict", "second-way");
    expect(messageOf("second-way")).toContain(`${statusOf()?.arn ?? "?"}, of cluster-1/default/${way}`);
    expect(world.mutations()["CreateVpcIngressConnection"]).toBe(1);
    await world.deleteKind(type, way);
    await until("Available", "second-way");
  });

  it("is found again when its status is lost, and when the answer to its creation was", async () => {
    world.apply(shop, privateService);
    world.start();
    await world.until(shop, "Running");
    world.emulator.admin.inject({ operation: "CreateVpcIngressConnection", when: "after", answer: "drop" });
    apply();
    await until("Available");
    expect(world.mutations()["CreateVpcIngressConnection"]).toBe(1);
    const before = statusOf();
    await world.kube.patch(
      type,
      { namespace: "default", name: way },
      { type: "json", body: [{ op: "replace", path: "/status", value: { observedGeneration: -1 } }] },
      { subresource: "status" },
    );
    world.restart();
    await until("Available");
    expect(statusOf()?.arn).toBe(before?.arn);
    expect(world.mutations()["CreateVpcIngressConnection"]).toBe(1);
  });

  it("is adopted with nothing but tags, and stays when the object goes", async () => {
    world.apply(shop, privateService);
    world.start();
    await world.until(shop, "Running");
    await world.callAws("CreateVpcIngressConnection", {
      ServiceArn: world.get(shop)?.status?.arn,
      VpcIngressConnectionName: way,
      IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-1" },
    });
    apply();
    await until("AlreadyExists");
    await world.editKind(type, way, { spec: { adoption: { policy: "IfUnowned" } } });
    await until("Available");
    expect(world.mutations()).toEqual({ CreateService: 1, TagResource: 2 });
    await world.deleteKind(type, way);
    await untilGone();
    expect(world.mutations()["DeleteVpcIngressConnection"]).toBeUndefined();
  });

  it("is only watched where managementPolicy says Observe", async () => {
    await connected();
    world.applyKind(type, "watcher", { vpcIngressConnectionName: way, managementPolicy: "Observe" });
    await until("Available", "watcher");
    expect(statusOf("watcher")?.domainName).toBe(statusOf()?.domainName);
    await world.deleteKind(type, way);
    await untilGone();
    await world.delete(shop);
    await world.untilGone(shop);
  });
});

describe("the deletion of a service", () => {
  it("waits for its VPC ingress connection, which it names", async () => {
    await connected();
    await world.delete(shop);
    await world.until(shop, "WaitingForUsers");
    const ready = world.get(shop)?.status?.conditions?.find((condition) => condition.type === "Ready");
    expect(ready?.message).toContain(`VpcIngressConnection ${way}`);
    await world.deleteKind(type, way);
    await world.untilGone(shop);
    expect(world.getKind(type, way)).toBeUndefined();
    expect(world.mutations()).toMatchObject({ DeleteVpcIngressConnection: 1, DeleteService: 1 });
  });

  it("ends also when its VPC ingress connection was deleted first", async () => {
    await connected();
    await world.deleteKind(type, way);
    await world.delete(shop);
    await world.untilGone(shop);
    expect(world.mutations()).toMatchObject({ DeleteVpcIngressConnection: 1, DeleteService: 1 });
  });

  it("is blocked by one of somebody else, which it names by its ARN", async () => {
    world.apply(shop, privateService);
    world.start();
    await world.until(shop, "Running");
    const { VpcIngressConnection: foreign } = (await world.callAws("CreateVpcIngressConnection", {
      ServiceArn: world.get(shop)?.status?.arn,
      VpcIngressConnectionName: "not-ours",
      IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-1" },
    })) as { readonly VpcIngressConnection: { readonly VpcIngressConnectionArn: string } };
    await world.clock.advance(30 * minuteMs);
    await world.delete(shop);
    await world.until(shop, "DeletionBlocked");
    const ready = world.get(shop)?.status?.conditions?.find((condition) => condition.type === "Ready");
    expect(ready?.message).toContain(foreign.VpcIngressConnectionArn);
    await world.callAws("DeleteVpcIngressConnection", { VpcIngressConnectionArn: foreign.VpcIngressConnectionArn });
    await world.untilGone(shop);
  });
});

/** Another private service, as the API takes it. */
function otherService(): JsonObject {
  return {
    ServiceName: "other",
    SourceConfiguration: {
      ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1", ImageRepositoryType: "ECR_PUBLIC" },
    },
    NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } },
  };
}
