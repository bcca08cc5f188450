import { beforeAll, describe, expect, it } from "vitest";
import { vpcIngressConnectionType } from "../../src/api/vpc-ingress-connection.ts";
import { customDomainType } from "../../src/api/custom-domain.ts";
import { domainObject, DomainScene } from "./domain-scene.ts";
import { ingress, privateService } from "./ingress-world.ts";
import { shop } from "./scenarios.ts";
import { warmUp } from "./world.ts";

const operations = [
  "CreateVpcIngressConnection",
  "DescribeVpcIngressConnection",
  "ListVpcIngressConnections",
  "UpdateVpcIngressConnection",
  "DeleteVpcIngressConnection",
  "AssociateCustomDomain",
  "DescribeCustomDomains",
  "DisassociateCustomDomain",
] as const;

const faults = [
  {
    title: "is throttled",
    fault: { when: "before", answer: "error", code: "ThrottlingException", message: "Rate exceeded" },
  },
  { title: "fails at AWS", fault: { when: "before", answer: "error" } },
  { title: "takes effect, and its answer is lost", fault: { when: "after", answer: "drop" } },
  { title: "takes effect, and its answer cannot be read", fault: { when: "after", answer: "malformed" } },
] as const;

const cases = operations.flatMap((operation) => faults.map((fault) => ({ operation, ...fault })));

describe("the life of a private service with its ingress connection and domain", () => {
  beforeAll(warmUp);

  it.each(cases)("comes to the same end when $operation $title, three times", async ({ operation, fault }) => {
    const scene = new DomainScene();
    const { world } = scene;
    world.emulator.admin.inject({ operation, ...fault, count: 3 });
    world.start();
    await privateService(world);
    scene.apply();
    await scene.until("WaitingForDns");
    scene.validate();
    await scene.until("Available");
    await world.editKind(vpcIngressConnectionType, ingress, {
      spec: { ingressVpcConfiguration: { vpcEndpointId: "vpce-2" } },
    });
    await world.untilKind(vpcIngressConnectionType, ingress, "Available");
    expect(world.getKind(customDomainType, domainObject)?.status).toMatchObject({ origin: "created" });

    await scene.remove();
    await scene.untilGone();
    await world.deleteKind(vpcIngressConnectionType, ingress);
    await world.delete(shop);
    await world.untilGone(shop);
    await world.untilTrue("the way is gone", () => world.getKind(vpcIngressConnectionType, ingress) === undefined);
    const { VpcIngressConnectionSummaryList: left } = await world.callAws("ListVpcIngressConnections", {});
    expect(left).toEqual([]);
    // What took effect is not asked for again, so that the other faults still wait.
    const isRepeated = fault.when === "before" || /^(Describe|List)/.test(operation);
    expect(world.emulator.admin.injections().map(({ count }) => count)).toEqual(isRepeated ? [] : [2]);
    scene.end();
  });
});
