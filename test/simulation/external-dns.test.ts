import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { customDomainType as type } from "../../src/api/custom-domain.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { dnsEndpointType as endpoints } from "../../src/controllers/custom-domain/dns-endpoint.ts";
import type { KubeClient, KubeObject, ResourceType } from "../../src/kube/client.ts";
import { KubeApiError } from "../../src/kube/kube-error.ts";
import { domainName, domainObject as name, DomainScene } from "./domain-scene.ts";
import { imageSpec, shop } from "./scenarios.ts";
import type { World } from "./world.ts";

const minuteMs = 60_000;

let scene: DomainScene;
let world: World;

beforeEach(() => {
  scene = new DomainScene();
  ({ world } = scene);
});

afterEach(() => scene.end());

function endpoint(): (KubeObject & { readonly spec: JsonObject }) | undefined {
  return world.kube.peek(endpoints, { namespace: "default", name });
}

describe("dns: {provider: ExternalDNS}", () => {
  const dns = { provider: "ExternalDNS", ttlSeconds: 300 };

  it("keeps a DNSEndpoint with the records, owned by the domain, and removes it when it is not wanted any more", async () => {
    await scene.active({ dns });
    const { certificateValidationRecords: records = [], dnsTarget } = scene.status() ?? {};
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
    expect(scene.status()?.dnsEndpoint).toBe(name);

    await world.kube.patch(
      endpoints,
      { namespace: "default", name },
      { type: "merge", body: { spec: { endpoints: [] } } },
    );
    await world.untilTrue("it is as before", () => JSON.stringify(endpoint()?.spec).includes("300"), 11 * minuteMs);
    await world.kube.delete(endpoints, { namespace: "default", name });
    await world.untilTrue("it is there again", () => endpoint() !== undefined, 11 * minuteMs);
    const writes = world.kube.writes.length;
    await world.clock.advance(24 * 60 * minuteMs);
    expect(world.kube.writes.length).toBe(writes);

    await scene.edit({ spec: { dns: null } });
    await world.untilTrue("it is gone", () => endpoint() === undefined);
    await scene.until("Available");
    expect(scene.status()?.dnsEndpoint).toBeUndefined();
  });

  it.each([
    ["goes with the domain", {}, false],
    ["stays with a domain that stays", { deletionPolicy: "Retain" }, true],
  ])("%s", async (_title, policy, stays) => {
    await scene.active({ dns, ...policy });
    await scene.remove(name);
    await scene.untilGone();
    expect(endpoint() !== undefined).toBe(stays);
    expect(endpoint()?.metadata ?? {}).not.toHaveProperty("ownerReferences");
  });

  it("makes an alias at the top of a zone", async () => {
    world.apply(shop, imageSpec("1"));
    scene.apply({ domainName: "acme.dev", dns: { provider: "ExternalDNS" } });
    world.start();
    await scene.until("WaitingForDns");
    const all = endpoint()?.spec["endpoints"] as readonly JsonObject[];
    expect(all.find(({ dnsName }) => dnsName === "acme.dev")).toMatchObject({
      recordType: "CNAME",
      providerSpecific: [
        { name: "alias", value: "true" },
        { name: "aws/target-hosted-zone", value: "Z01915732ZBZKC8D32TPT" },
      ],
    });
  });

  it("says so where the cluster has no such kind, leaves the records in status, and goes on when it is there", async () => {
    let isThere = false;
    world.reach = (client) => withoutDnsEndpoints(client, () => (isThere ? undefined : missingKind));
    await scene.active({ dns });
    expect(scene.message()).toContain("the cluster has no CRD dnsendpoints.externaldns.k8s.io");
    expect(scene.status()?.certificateValidationRecords).toHaveLength(3);
    expect(scene.status()?.dnsEndpoint).toBeUndefined();
    isThere = true;
    await world.untilTrue("it is there", () => endpoint() !== undefined, 11 * minuteMs);
    await world.untilTrue("nothing is missing any more", () => !scene.message().includes("CRD"));
    expect(scene.status()?.dnsEndpoint).toBe(name);
  });

  it("says so where the operator may not write them, and neither the domain nor its end depends on it", async () => {
    world.reach = (client) => withoutDnsEndpoints(client, () => forbidden);
    await scene.active({ dns });
    expect(scene.message()).toContain("dnsendpoints is forbidden");
    await scene.remove(name);
    await scene.untilGone();
    expect(await scene.associated()).toEqual([]);
  });

  it("keeps a domain's object from going while what is to stay would go with it, and says so", async () => {
    let answer: KubeApiError | undefined;
    world.reach = (client) => withoutDnsEndpoints(client, () => answer);
    await scene.active({ dns, deletionPolicy: "Retain" });
    answer = forbidden;
    await scene.remove(name);
    await scene.until("DeletionBlocked");
    expect(scene.message()).toContain(`the DNSEndpoint ${name} is to stay, and the Kubernetes API refuses to free it`);
    answer = undefined;
    await scene.untilGone();
    expect(endpoint()?.metadata).not.toHaveProperty("ownerReferences");
  });

  it("does not lose sight of what it keeps when it may not write for a while", async () => {
    let answer: KubeApiError | undefined;
    world.reach = (client) => withoutDnsEndpoints(client, () => answer);
    await scene.active({ dns });
    answer = forbidden;
    await world.clock.advance(20 * minuteMs);
    expect(scene.message()).toContain("dnsendpoints is forbidden");
    await scene.edit({ spec: { dns: null } });
    await world.clock.advance(20 * minuteMs);
    answer = undefined;
    await world.untilTrue("it is gone", () => endpoint() === undefined, 11 * minuteMs);
    await world.untilTrue("it is told", () => scene.status()?.dnsEndpoint === undefined);
    await scene.until("Available");
  });

  it("leaves a DNSEndpoint alone that is somebody else's", async () => {
    world.kube.seed(endpoints, "default", { metadata: { name }, spec: { endpoints: [] } });
    await scene.active({ dns });
    expect(scene.message()).toContain(`the DNSEndpoint ${name} is not this object's and was left alone`);
    expect(endpoint()?.spec).toEqual({ endpoints: [] });
    await scene.remove(name);
    await scene.untilGone();
    expect(endpoint()).toBeDefined();
  });
});

const missingKind = new KubeApiError("404 page not found", { status: 404, reason: "NotFound" });
const forbidden = new KubeApiError("dnsendpoints is forbidden", { status: 403, reason: "Forbidden" });

/** Answers what is asked about DNSEndpoints with an error, as long as there is one. */
function withoutDnsEndpoints(client: KubeClient, answer: () => KubeApiError | undefined): KubeClient {
  const unless = async <T>(resource: ResourceType, call: () => Promise<T>): Promise<T> => {
    const error = resource.plural === endpoints.plural ? answer() : undefined;
    if (error !== undefined) throw error;
    return call();
  };
  return {
    get: (resource, ref, signal) => unless(resource, () => client.get(resource, ref, signal)),
    list: (resource, options) => client.list(resource, options),
    watch: (resource, options) => client.watch(resource, options),
    replace: (resource, ref, object) => unless(resource, () => client.replace(resource, ref, object)),
    patch: (resource, ref, patch, options) => unless(resource, () => client.patch(resource, ref, patch, options)),
    delete: (resource, ref, preconditions) => unless(resource, () => client.delete(resource, ref, preconditions)),
    create: (resource, namespace, object) => unless(resource, () => client.create(resource, namespace, object)),
  };
}
