import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CustomDomain, customDomainType as type } from "../../src/api/custom-domain.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import type { KubeClient, KubeObject } from "../../src/kube/client.ts";
import { KubeApiError } from "../../src/kube/kube-error.ts";
import { imageSpec, shop } from "./scenarios.ts";
import { statusFaults } from "./status-faults.ts";
import { World } from "./world.ts";

const name = "shop-domain";
const domainName = "shop.acme.dev";
const minuteMs = 60_000;
const endpoints = {
  group: "externaldns.k8s.io",
  version: "v1alpha1",
  plural: "dnsendpoints",
  kind: "DNSEndpoint",
  namespaced: true,
};

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

function apply(spec: JsonObject = {}, object = name): void {
  world.applyKind(type, object, { serviceRef: { name: shop }, domainName, ...spec });
}

function statusOf(object = name): CustomDomain["status"] {
  return world.getKind<CustomDomain>(type, object)?.status;
}

function messageOf(object = name): string {
  return statusOf(object)?.conditions?.find((condition) => condition.type === "Ready")?.message ?? "";
}

async function until(reason: Reason, object = name): Promise<void> {
  await world.untilKind(type, object, reason);
}

async function untilGone(object = name): Promise<void> {
  await world.untilTrue(`${object} is gone`, () => world.getKind(type, object) === undefined);
}

/** Makes every DNS record, as somebody at a DNS provider does. */
function validate(domain = domainName): void {
  world.emulator.admin.validateDomain(domain, "SUCCESS");
}

/** A running service whose domain has its certificate. */
async function active(spec: JsonObject = {}): Promise<void> {
  world.apply(shop, imageSpec("1"));
  apply(spec);
  world.start();
  await until("WaitingForDns");
  validate();
  await until("Available");
}

async function domainsOf(service = shop): Promise<readonly JsonObject[]> {
  const { CustomDomains } = await world.callAws("DescribeCustomDomains", {
    ServiceArn: world.get(service)?.status?.arn,
  });
  return CustomDomains as unknown as readonly JsonObject[];
}

function endpoint(): (KubeObject & { readonly spec: JsonObject }) | undefined {
  return world.kube.peek(endpoints, { namespace: "default", name });
}

describe("a custom domain", () => {
  it("waits for its service, tells the records as they come, each with its state, and is Ready with its certificate", async () => {
    apply();
    world.start();
    await until("WaitingForReference");
    world.apply(shop, imageSpec("1"));
    await until("Creating");
    expect(statusOf()?.certificateValidationRecords).toBeUndefined();
    await until("WaitingForDns");
    const { certificateValidationRecords: records = [], trafficRecords, dnsTarget } = statusOf() ?? {};
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
    expect(messageOf()).toContain("waits for 3 of 3 DNS records");
    await world.clock.advance(48 * 60 * minuteMs);
    await until("WaitingForDns");
    validate();
    await until("Available");
    expect(statusOf()?.certificateValidationRecords?.map(({ status }) => status)).toEqual([
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
    apply({ domainName: domain });
    world.start();
    await until("WaitingForDns");
    expect(statusOf()?.trafficRecords?.map((record) => record.type)).toEqual(types);
    const apex = statusOf()?.trafficRecords?.find((record) => record.type === "ALIAS");
    expect(apex?.hostedZoneId).toBe(apex && "Z01915732ZBZKC8D32TPT");
  });

  it("that App Runner could not prove is associated again when that is requested, and not before", async () => {
    world.apply(shop, imageSpec("1"));
    apply({ domainName: "shop.example.com" });
    world.start();
    await until("CreateFailed");
    await world.clock.advance(24 * 60 * minuteMs);
    expect(world.mutations()["AssociateCustomDomain"]).toBe(1);
    const annotations = { "apprunner-operator.dev/retry-requested-at": "now" };
    await world.editKind(type, name, { metadata: { annotations } });
    await world.untilTrue("it is tried once more", () => world.mutations()["AssociateCustomDomain"] === 2);
    await until("CreateFailed");
    expect(world.mutations()["DisassociateCustomDomain"]).toBe(1);
    expect(statusOf()?.origin).toBe("created");
    expect(world.told.events.filter(({ reason }) => reason === "CorrectingDrift")).toEqual([]);
  });

  it("is put back when somebody takes it away, or only told where the policy says so", async () => {
    await active({ driftIntervalSeconds: 60 });
    const gone = { ServiceArn: world.get(shop)?.status?.arn, DomainName: domainName };
    await world.callAws("DisassociateCustomDomain", gone);
    await world.untilTrue("it is put back", () => world.mutations()["AssociateCustomDomain"] === 2);
    await until("Available");
    await world.editKind(type, name, { spec: { managementPolicy: "ReportDrift" } });
    await world.callAws("DisassociateCustomDomain", gone);
    await until("DeletedElsewhere");
    expect(world.mutations()["AssociateCustomDomain"]).toBe(2);
  });

  it("that was associated before is taken on, and stays when the object goes", async () => {
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    await world.callAws("AssociateCustomDomain", { ServiceArn: world.get(shop)?.status?.arn, DomainName: domainName });
    apply();
    await until("WaitingForDns");
    expect(statusOf()).toMatchObject({ origin: "adopted", deletionPolicy: "Retain" });
    await world.deleteKind(type, name);
    await untilGone();
    expect(await domainsOf()).toHaveLength(1);
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });

  it("belongs to the older of two objects, and to the other one after that", async () => {
    await active();
    await world.clock.advance(minuteMs);
    apply({}, "a-second-claim");
    await until("OwnershipConflict", "a-second-claim");
    expect(messageOf("a-second-claim")).toContain(`CustomDomain ${name}`);
    await until("Available");
    await world.deleteKind(type, name);
    await untilGone();
    await until("WaitingForDns", "a-second-claim").catch(() => until("Available", "a-second-claim"));
    expect(await domainsOf()).toHaveLength(1);
  });

  it("is one of five that App Runner takes for a service", async () => {
    world.apply(shop, imageSpec("1"));
    for (let number = 1; number <= 6; number++) apply({ domainName: `d${number}.acme.dev` }, `domain-${number}`);
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
    apply();
    await until("WaitingForDns");
    expect(world.mutations()["AssociateCustomDomain"]).toBe(1);
    expect(statusOf()?.origin).toBe("created");
  });

  it("of a service that is named by its ARN is refused where another object of an operator has the service", async () => {
    world.apply(shop, imageSpec("1"));
    world.start();
    await world.until(shop, "Running");
    const { arn = "" } = world.get(shop)?.status ?? {};
    world.applyKind(type, name, { serviceArn: arn, domainName });
    await until("OwnershipConflict");
    expect(messageOf()).toContain(`cluster-1/default/${shop}`);
  });
});

describe("the deletion of a custom domain", () => {
  it("takes the domain away", async () => {
    await active();
    await world.deleteKind(type, name);
    await untilGone();
    expect(await domainsOf()).toEqual([]);
    await world.until(shop, "Running");
  });

  it.each(["Running", "Paused"] as const)(
    "with its service, which is %s, ends, and neither waits for the other",
    async (state) => {
      await active();
      if (state === "Paused") {
        await world.edit(shop, { spec: { desiredState: "Paused" } });
        await world.until(shop, "Paused");
      }
      await world.deleteKind(type, name);
      await world.delete(shop);
      await world.untilGone(shop);
      await untilGone();
      expect(world.mutations()["DeleteService"]).toBe(1);
    },
  );

  it("of a paused service waits for it to run, or goes without when it is to stay", async () => {
    await active();
    await world.edit(shop, { spec: { desiredState: "Paused" } });
    await world.until(shop, "Paused");
    await world.deleteKind(type, name);
    await world.clock.advance(30 * minuteMs);
    expect(messageOf()).toContain("PAUSED");
    await world.editKind(type, name, { spec: { deletionPolicy: "Retain" } });
    await untilGone();
    expect(world.mutations()["DisassociateCustomDomain"] ?? 0).toBeGreaterThan(0);
  });

  it("is waited for by nobody when its service is paused and both go later", async () => {
    await active();
    await world.delete(shop);
    await world.untilGone(shop);
    await until("WaitingForReference");
    await world.deleteKind(type, name);
    await untilGone();
    expect(world.mutations()["DisassociateCustomDomain"]).toBeUndefined();
  });
});

describe("dns: {provider: ExternalDNS}", () => {
  const dns = { provider: "ExternalDNS", ttlSeconds: 300 };

  it("keeps a DNSEndpoint with the records, owned by the domain, and removes it when it is not wanted any more", async () => {
    await active({ dns });
    const { certificateValidationRecords: records = [], dnsTarget } = statusOf() ?? {};
    expect(endpoint()?.spec).toEqual({
      endpoints: [
        ...records.map((record) => ({
          dnsName: record.name.slice(0, -1),
          recordType: "CNAME",
          recordTTL: 300,
          targets: [record.value.slice(0, -1)],
        })),
        { dnsName: domainName, recordType: "CNAME", recordTTL: 300, targets: [dnsTarget] },
        { dnsName: `www.${domainName}`, recordType: "CNAME", recordTTL: 300, targets: [dnsTarget] },
      ],
    });
    expect(endpoint()?.metadata).toMatchObject({
      ownerReferences: [{ kind: "CustomDomain", name, uid: world.getKind(type, name)?.metadata.uid }],
    });
    expect(statusOf()?.dnsEndpoint).toBe(name);

    await world.kube.patch(
      endpoints,
      { namespace: "default", name },
      { type: "merge", body: { spec: { endpoints: [] } } },
    );
    await world.editKind(type, name, {
      metadata: { annotations: { "apprunner-operator.dev/reconcile-requested-at": "1" } },
    });
    await world.untilTrue("it is as before", () => JSON.stringify(endpoint()?.spec).includes("300"));

    await world.editKind(type, name, { spec: { dns: null } });
    await world.untilTrue("it is gone", () => endpoint() === undefined);
    await until("Available");
    expect(statusOf()?.dnsEndpoint).toBeUndefined();
  });

  it.each([
    ["goes with the domain", {}, false],
    ["stays with a domain that stays", { deletionPolicy: "Retain" }, true],
  ])("%s", async (_title, policy, stays) => {
    await active({ dns, ...policy });
    await world.deleteKind(type, name);
    await untilGone();
    expect(endpoint() !== undefined).toBe(stays);
    expect(endpoint()?.metadata ?? {}).not.toHaveProperty("ownerReferences");
  });

  it("makes an alias at the top of a zone", async () => {
    world.apply(shop, imageSpec("1"));
    apply({ domainName: "acme.dev", dns: { provider: "ExternalDNS" } });
    world.start();
    await until("WaitingForDns");
    const all = endpoint()?.spec["endpoints"] as readonly JsonObject[];
    expect(all.find(({ dnsName }) => dnsName === "acme.dev")).toMatchObject({
      recordType: "CNAME",
      providerSpecific: [
        { name: "alias", value: "true" },
        { name: "aws/target-hosted-zone", value: "Z01915732ZBZKC8D32TPT" },
      ],
    });
  });

  it("says so where the cluster has no such kind, and leaves the records in status", async () => {
    world.reach = withoutDnsEndpoints;
    await active({ dns });
    expect(messageOf()).toContain("the cluster has no CRD dnsendpoints.externaldns.k8s.io");
    expect(statusOf()?.certificateValidationRecords).toHaveLength(3);
    expect(statusOf()?.dnsEndpoint).toBeUndefined();
  });

  it("leaves a DNSEndpoint alone that is somebody else's", async () => {
    world.kube.seed(endpoints, "default", { metadata: { name }, spec: { endpoints: [] } });
    await active({ dns });
    expect(messageOf()).toContain(`the DNSEndpoint ${name} is not this object's and was left alone`);
    expect(endpoint()?.spec).toEqual({ endpoints: [] });
    await world.deleteKind(type, name);
    await untilGone();
    expect(endpoint()).toBeDefined();
  });
});

/** As a cluster without the CRD of ExternalDNS answers. */
function withoutDnsEndpoints(client: KubeClient): KubeClient {
  return {
    ...client,
    get: (resource, ref, signal) => client.get(resource, ref, signal),
    list: (resource, options) => client.list(resource, options),
    watch: (resource, options) => client.watch(resource, options),
    replace: (resource, ref, object) => client.replace(resource, ref, object),
    patch: (resource, ref, patch, options) => client.patch(resource, ref, patch, options),
    delete: (resource, ref, preconditions) => client.delete(resource, ref, preconditions),
    create: async (resource, namespace, object) => {
      if (resource.plural !== endpoints.plural) return client.create(resource, namespace, object);
      throw new KubeApiError("404 page not found", { status: 404, reason: "NotFound" });
    },
  };
}
