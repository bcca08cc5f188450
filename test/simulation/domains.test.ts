import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { customDomainType as type } from "../../src/api/custom-domain.ts";
import { domainName, domainObject as name, DomainScene } from "./domain-scene.ts";
import { ingressOf, privateService } from "./ingress-world.ts";
import { imageSpec, shop } from "./scenarios.ts";
import type { World } from "./world.ts";

const minuteMs = 60_000;
const retryAnnotation = "apprunner-operator.dev/retry-requested-at";

let scene: DomainScene;
let world: World;

beforeEach(() => {
  scene = new DomainScene();
  ({ world } = scene);
});

afterEach(() => scene.end());

/** What App Runner refused because of the service's state. */
function refusals(): readonly string[] {
  return world.emulator
    .calls()
    .filter(({ operation, errorCode }) => operation.endsWith("CustomDomain") && errorCode === "InvalidStateException")
    .map(({ operation }) => operation);
}

/** A private service with its VPC ingress connection. */
async function connectedPrivately(): Promise<void> {
  world.start();
  await privateService(world);
}

describe("a custom domain", () => {
  it("waits for its service, tells the records as they come, each with its state, and is Ready with its certificate", async () => {
    scene.apply();
    world.start();
    await scene.until("WaitingForReference");
    world.apply(shop, imageSpec("1"));
    await scene.until("Creating");
    expect(scene.status()?.certificateValidationRecords).toBeUndefined();
    expect(scene.status()?.dnsTarget).toMatch(/\.awsapprunner\.com$/);
    await scene.until("WaitingForDns");
    const { certificateValidationRecords: records = [], trafficRecords, dnsTarget } = scene.status() ?? {};
    expect(records.map(({ type: recordType, status }) => [recordType, status])).toEqual([
      ["CNAME", "PENDING_VALIDATION"],
      ["CNAME", "PENDING_VALIDATION"],
      ["CNAME", "PENDING_VALIDATION"],
    ]);
    expect(dnsTarget).toMatch(/\.awsapprunner\.com$/);
    expect(trafficRecords).toEqual([
      { name: domainName, type: "CNAME", value: dnsTarget },
      { name: `www.${domainName}`, type: "CNAME", value: dnsTarget },
    ]);
    expect(scene.message()).toContain("waits for 3 of 3 DNS records");
    await world.clock.advance(48 * 60 * minuteMs);
    await scene.until("WaitingForDns");
    scene.validate();
    await scene.until("Available");
    expect(scene.status()?.certificateValidationRecords?.map(({ status }) => status)).toEqual([
      "SUCCESS",
      "SUCCESS",
      "SUCCESS",
    ]);
    expect(world.mutations()).toEqual({ CreateService: 1, AssociateCustomDomain: 1 });
  });

  it.each([
    ["the top of a zone", "acme.dev", ["ALIAS", "CNAME"]],
    ["the top of a zone under a longer suffix", "acme.co.uk", ["ALIAS", "CNAME"]],
    ["what only looks like one", "shop.acme.co.uk", ["CNAME", "CNAME"]],
    ["a wildcard", "*.acme.dev", ["CNAME"]],
  ])("tells the right records for %s", async (_title, domain, types) => {
    world.apply(shop, imageSpec("1"));
    scene.apply({ domainName: domain });
    world.start();
    await scene.until("WaitingForDns");
    expect(scene.status()?.trafficRecords?.map((record) => record.type)).toEqual(types);
    const apex = scene.status()?.trafficRecords?.find((record) => record.type === "ALIAS");
    expect(apex?.hostedZoneId).toBe(apex && "Z01915732ZBZKC8D32TPT");
  });

  it("that App Runner could not prove is associated again when that is requested, and not before", async () => {
    world.apply(shop, imageSpec("1"));
    scene.apply({ domainName: "shop.example.com" });
    world.start();
    await scene.until("CreateFailed");
    await world.clock.advance(24 * 60 * minuteMs);
    expect(world.mutations()["AssociateCustomDomain"]).toBe(1);
    const annotations = { "apprunner-operator.dev/retry-requested-at": "now" };
    await scene.edit({ metadata: { annotations } });
    await world.untilTrue("it is tried once more", () => world.mutations()["AssociateCustomDomain"] === 2);
    await scene.until("CreateFailed");
    expect(world.mutations()["DisassociateCustomDomain"]).toBe(1);
    expect(scene.status()?.origin).toBe("created");
    expect(world.told.events.filter(({ reason }) => reason === "CorrectingDrift")).toEqual([]);
  });

  it("that could not be taken away for one more attempt is the operator's own all the same", async () => {
    world.apply(shop, imageSpec("1"));
    scene.apply({ domainName: "shop.example.com" });
    world.start();
    await scene.until("CreateFailed");
    // App Runner refuses, and the operator does not know yet why.
    world.emulator.admin.maintenance(shop, 10 * minuteMs);
    await scene.edit({ metadata: { annotations: { [retryAnnotation]: "now" } } });
    await world.untilTrue("it was refused", () => refusals().length > 0);
    expect(scene.status()).toMatchObject({ origin: "created", deletionPolicy: "Delete" });
    await world.untilTrue("it is tried once more", () => world.mutations()["AssociateCustomDomain"] === 2);
    await scene.until("CreateFailed");
    expect(scene.status()?.origin).toBe("created");
  });

  it("that failed is not touched while its service is paused, and the request for a retry stays open", async () => {
    world.apply(shop, imageSpec("1"));
    scene.apply({ domainName: "shop.example.com" });
    world.start();
    await scene.until("CreateFailed");
    await world.edit(shop, { spec: { desiredState: "Paused" } });
    await world.until(shop, "Paused");
    await scene.edit({ metadata: { annotations: { [retryAnnotation]: "now" } } });
    await world.clock.advance(60 * minuteMs);
    expect(world.mutations()["DisassociateCustomDomain"]).toBeUndefined();
    await world.edit(shop, { spec: { desiredState: "Running" } });
    await world.untilTrue("it is tried once more", () => world.mutations()["AssociateCustomDomain"] === 2);
    expect(refusals()).toEqual([]);
  });

  it("counts as stuck when App Runner does not come to an end with it, tells begin and end, and goes on", async () => {
    world.emulator.admin.setDurations({ domainRecords: 60 * minuteMs });
    world.apply(shop, imageSpec("1"));
    scene.apply();
    world.start();
    await scene.until("OperationStuck");
    expect(scene.message()).toContain("is CREATING since");
    await scene.until("WaitingForDns");
    scene.validate();
    await scene.until("Available");
    const told = world.told.events.filter(({ note }) => / has (begun|ended)$/.test(note)).map(({ note }) => note);
    expect(told.filter((note) => !note.includes("CREATE_SERVICE"))).toEqual([
      "CREATING has begun",
      "CREATING has ended",
      "BINDING_CERTIFICATE has begun",
      "BINDING_CERTIFICATE has ended",
    ]);
  });

  it("is seen, and found again, also while its service is paused", async () => {
    await scene.active();
    await world.edit(shop, { spec: { desiredState: "Paused" } });
    await world.until(shop, "Paused");
    scene.apply({ managementPolicy: "Observe" }, "watcher");
    await scene.until("Available", "watcher");
    await world.kube.patch(
      type,
      { namespace: "default", name },
      { type: "json", body: [{ op: "replace", path: "/status", value: { observedGeneration: -1 } }] },
      { subresource: "status" },
    );
    await scene.until("Available");
    expect(world.mutations()).toEqual({ CreateService: 1, AssociateCustomDomain: 1, PauseService: 1 });
  });

  it("that another service has is refused with its ARN, and not asked for again and again", async () => {
    await scene.active();
    const before = world.get(shop)?.status?.arn ?? "";
    await world.edit(shop, { spec: { deletionPolicy: "Retain" } });
    await world.delete(shop);
    await world.untilGone(shop);
    world.apply(shop, imageSpec("1", { serviceName: "shop-2" }));
    await scene.until("AlreadyExists");
    expect(scene.message()).toContain(before);
    const asked = world.mutations()["AssociateCustomDomain"] ?? 0;
    await world.clock.advance(60 * minuteMs);
    expect((world.mutations()["AssociateCustomDomain"] ?? 0) - asked).toBeLessThan(14);
    await world.callAws("DisassociateCustomDomain", { ServiceArn: before, DomainName: domainName });
    await scene.until("Available");
  });

  it("of a private service leads to its VPC ingress connection", async () => {
    await connectedPrivately();
    scene.apply();
    await scene.until("WaitingForDns");
    const host = ingressOf(world)?.status?.domainName;
    expect(scene.status()?.vpcDnsTargets).toEqual([
      { vpcIngressConnectionArn: ingressOf(world)?.status?.arn, vpcId: "vpc-1", domainName: host },
    ]);
    expect(scene.status()?.trafficRecords).toEqual([
      { name: domainName, type: "CNAME", value: host },
      { name: `www.${domainName}`, type: "CNAME", value: host },
    ]);
  });

  it("is put back when somebody takes it away, or only told where the policy says so", async () => {
    await scene.active({ driftIntervalSeconds: 60 });
    const gone = { ServiceArn: world.get(shop)?.status?.arn, DomainName: domainName };
    await world.callAws("DisassociateCustomDomain", gone);
    await world.untilTrue("it is put back", () => world.mutations()["AssociateCustomDomain"] === 2);
    await scene.until("Available");
    await scene.edit({ spec: { managementPolicy: "ReportDrift" } });
    await world.callAws("DisassociateCustomDomain", gone);
    await scene.until("DeletedElsewhere");
    expect(world.mutations()["AssociateCustomDomain"]).toBe(2);
  });

  it("that was associated before is taken on, and stays when the object goes", async () => {
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    await world.callAws("AssociateCustomDomain", { ServiceArn: world.get(shop)?.status?.arn, DomainName: domainName });
    scene.apply();
    await scene.until("WaitingForDns");
    expect(scene.status()).toMatchObject({ origin: "adopted", deletionPolicy: "Retain" });
    await scene.remove(name);
    await scene.untilGone();
    expect(await scene.associated()).toHaveLength(1);
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });

  it("belongs to the older of two objects, and to the other one after that", async () => {
    await scene.active();
    await world.clock.advance(minuteMs);
    scene.apply({}, "a-second-claim");
    await scene.until("OwnershipConflict", "a-second-claim");
    expect(scene.message("a-second-claim")).toContain(`CustomDomain ${name}`);
    await scene.until("Available");
    await scene.remove(name);
    await scene.untilGone();
    await scene.until("WaitingForDns", "a-second-claim").catch(() => scene.until("Available", "a-second-claim"));
    expect(await scene.associated()).toHaveLength(1);
  });

  it("is handed over to the object that waits for it, without being taken away between", async () => {
    await scene.active();
    await world.clock.advance(minuteMs);
    scene.apply({}, "a-second-claim");
    await scene.until("OwnershipConflict", "a-second-claim");
    await scene.remove(name);
    await scene.untilGone();
    await scene.until("Available", "a-second-claim");
    expect(world.mutations()).toEqual({ CreateService: 1, AssociateCustomDomain: 1 });
  });

  it("stays with the older object when the younger one, which had it, goes", async () => {
    world.apply(shop, imageSpec("1"));
    scene.apply({ managementPolicy: "Observe" });
    world.start();
    await world.clock.advance(minuteMs);
    scene.apply({}, "a-second-claim");
    await scene.until("WaitingForDns", "a-second-claim");
    await scene.edit({ spec: { managementPolicy: "Manage" } });
    await scene.until("OwnershipConflict", "a-second-claim");
    await scene.remove("a-second-claim");
    await scene.untilGone("a-second-claim");
    await scene.until("WaitingForDns");
    expect(world.mutations()).toEqual({ CreateService: 1, AssociateCustomDomain: 1 });
  });

  it("is one of five that App Runner takes for a service", async () => {
    world.apply(shop, imageSpec("1"));
    for (let number = 1; number <= 6; number++) scene.apply({ domainName: `d${number}.acme.dev` }, `domain-${number}`);
    world.start();
    const reasons = (): readonly (string | undefined)[] =>
      Array.from({ length: 6 }, (_, index) => world.reasonOf(type, `domain-${index + 1}`));
    await world.untilTrue(
      "five are associated",
      () =>
        reasons().filter((reason) => reason === "WaitingForDns").length === 5 && reasons().includes("QuotaExceeded"),
    );
    expect(world.mutations()["AssociateCustomDomain"]).toBe(5);
  });

  it("is not associated twice when the answer is lost", async () => {
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    world.emulator.admin.inject({ operation: "AssociateCustomDomain", when: "after", answer: "drop" });
    scene.apply();
    await scene.until("WaitingForDns");
    expect(world.mutations()["AssociateCustomDomain"]).toBe(1);
    expect(scene.status()?.origin).toBe("created");
  });

  it("of a service that is only observed is left alone, also when the object goes", async () => {
    world.emulator.admin.seed({
      ServiceName: shop,
      SourceConfiguration: {
        ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1", ImageRepositoryType: "ECR_PUBLIC" },
      },
      Tags: [{ Key: "apprunner-operator.dev/cluster", Value: "cluster-2" }],
    });
    world.apply(shop, { managementPolicy: "Observe" });
    world.start();
    await world.until(shop, "Running");
    await world.callAws("AssociateCustomDomain", { ServiceArn: world.get(shop)?.status?.arn, DomainName: domainName });
    scene.apply({ deletionPolicy: "Delete" });
    await scene.until("WaitingForReference");
    expect(scene.message()).toContain("only observed");
    scene.apply({ managementPolicy: "Observe" }, "watcher");
    await scene.until("WaitingForDns", "watcher");
    await scene.remove();
    await scene.untilGone();
    expect(world.mutations()).toEqual({});
  });

  it("of a service that is named by its ARN belongs to the older object that has it, whatever their namespaces", async () => {
    const serviceArn = world.emulator.admin.seed({
      ServiceName: shop,
      SourceConfiguration: {
        ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1", ImageRepositoryType: "ECR_PUBLIC" },
      },
    });
    const spec = { serviceArn, domainName, deletionPolicy: "Delete" };
    // Whoever only asks for a domain keeps nobody from it.
    world.kube.seed(type, "early", { metadata: { name: "asking" }, spec: { ...spec, suspend: true } });
    world.start();
    world.kube.seed(type, "blog", {
      metadata: { name: "first" },
      spec,
      status: { observedGeneration: -1 },
    });
    await world.clock.advance(minuteMs);
    world.applyKind(type, name, spec);
    await scene.until("OwnershipConflict");
    expect(scene.message()).toContain("CustomDomain blog/first");
    expect(world.mutations()).toEqual({ AssociateCustomDomain: 1 });
    await world.kube.delete(type, { namespace: "blog", name: "first" });
    await world.untilTrue("it has the domain", () => world.mutations()["AssociateCustomDomain"] === 2);
    await scene.until("WaitingForDns");
    expect(world.mutations()["DisassociateCustomDomain"]).toBe(1);
  });

  it("of a service that is named by its ARN is refused where another object of an operator has the service", async () => {
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    const { arn = "" } = world.get(shop)?.status ?? {};
    world.applyKind(type, name, { serviceArn: arn, domainName });
    await scene.until("OwnershipConflict");
    expect(scene.message()).toContain(`cluster-1/default/${shop}`);
  });
});

describe("the deletion of a custom domain", () => {
  it("takes the domain away", async () => {
    await scene.active();
    await scene.remove(name);
    await scene.untilGone();
    expect(await scene.associated()).toEqual([]);
    await world.until(shop, "Running");
  });

  it.each(["Running", "Paused"] as const)(
    "with its service, which is %s, ends, and neither waits for the other",
    async (state) => {
      await scene.active();
      if (state === "Paused") {
        await world.edit(shop, { spec: { desiredState: "Paused" } });
        await world.until(shop, "Paused");
      }
      const startedMs = world.clock.nowMs();
      await scene.remove(name);
      await world.delete(shop);
      await world.untilGone(shop);
      await scene.untilGone();
      expect(world.mutations()["DeleteService"]).toBe(1);
      // In the time that App Runner takes for the service.
      expect(world.clock.nowMs() - startedMs).toBeLessThan(10 * minuteMs);
    },
  );

  it("of a paused service waits for it to run, without asking App Runner, or goes without when it is to stay", async () => {
    await scene.active();
    scene.apply({ domainName: "other.acme.dev" }, "other");
    await scene.until("WaitingForDns", "other");
    await world.edit(shop, { spec: { desiredState: "Paused" } });
    await world.until(shop, "Paused");
    await scene.remove(name);
    await scene.remove("other");
    await scene.until("DeletionBlocked");
    expect(scene.message()).toContain("AppRunnerService shop is PAUSED");
    await world.clock.advance(60 * minuteMs);
    expect(world.mutations()["DisassociateCustomDomain"]).toBeUndefined();
    await scene.edit({ spec: { deletionPolicy: "Retain" } });
    await scene.untilGone();
    await world.edit(shop, { spec: { desiredState: "Running" } });
    await scene.untilGone("other");
    expect(world.mutations()["DisassociateCustomDomain"]).toBe(1);
    expect(refusals()).toEqual([]);
  });

  it("is waited for by nobody when its service is paused and both go later", async () => {
    await scene.active();
    await world.delete(shop);
    await world.untilGone(shop);
    await scene.until("WaitingForReference");
    await scene.remove(name);
    await scene.untilGone();
    expect(world.mutations()["DisassociateCustomDomain"]).toBeUndefined();
  });
});
