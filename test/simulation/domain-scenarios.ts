import { type CustomDomain, customDomainType as type } from "../../src/api/custom-domain.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { dnsEndpointType } from "../../src/controllers/custom-domain/dns-endpoint.ts";
import { imageSpec, type Scenario, shop } from "./scenarios.ts";
import type { World } from "./world.ts";

const domain = "shop-domain";
const dns = { provider: "ExternalDNS" };

function apply(world: World, more: JsonObject = {}): void {
  world.applyKind(type, domain, { serviceRef: { name: shop }, domainName: "shop.acme.dev", ...more });
}

async function running(world: World): Promise<void> {
  world.apply(shop, imageSpec("1"));
  await world.until(shop, "Running");
}

/** Lets somebody make the DNS records, if that is still to be done, and waits for the certificate. */
async function available(world: World): Promise<void> {
  if (world.getKind<CustomDomain>(type, domain)?.status?.domainStatus !== "ACTIVE") {
    await world.untilKind(type, domain, "WaitingForDns");
    world.emulator.admin.validateDomain("shop.acme.dev", "SUCCESS");
  }
  await world.untilKind(type, domain, "Available");
}

async function withDomain(world: World, more: JsonObject = {}): Promise<void> {
  await running(world);
  apply(world, more);
  await available(world);
}

function accepted(world: World, operation: string): number {
  return world.emulator.calls().filter((call) => call.operation === operation && call.errorCode === undefined).length;
}

const isGone = (world: World): boolean =>
  world.getKind(type, domain) === undefined &&
  world.kube.peek(dnsEndpointType, { namespace: "default", name: domain }) === undefined;

/** The life of a custom domain, one change each. */
export const domainScenarios: readonly Scenario[] = [
  {
    name: "a custom domain",
    given: running,
    when: async (world) => apply(world),
    until: available,
  },
  {
    name: "a custom domain whose records ExternalDNS makes",
    given: running,
    when: async (world) => apply(world, { dns }),
    until: available,
  },
  {
    name: "one more attempt at a custom domain that failed",
    given: async (world) => {
      await running(world);
      apply(world, { domainName: "shop.example.com" });
      await world.untilKind(type, domain, "CreateFailed");
    },
    when: (world) =>
      world.editKind(type, domain, {
        metadata: { annotations: { "apprunner-operator.dev/retry-requested-at": "now" } },
      }),
    until: async (world) => {
      await world.untilTrue("it is associated again", () => accepted(world, "AssociateCustomDomain") === 2);
      await world.untilKind(type, domain, "CreateFailed");
    },
  },
  {
    name: "the deletion of a custom domain",
    given: (world) => withDomain(world, { dns }),
    when: (world) => world.deleteKind(type, domain),
    until: (world) => world.untilTrue("it is gone", () => isGone(world)),
  },
  {
    name: "the deletion of a service and its custom domain",
    given: (world) => withDomain(world),
    when: async (world) => {
      await world.delete(shop);
      await world.deleteKind(type, domain);
    },
    until: (world) => world.untilTrue("both are gone", () => isGone(world) && world.get(shop) === undefined),
  },
];
