import { vpcIngressConnectionType, type VpcIngressConnection } from "../../src/api/vpc-ingress-connection.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { imageSpec, shop } from "./scenarios.ts";
import type { World } from "./world.ts";

/** The name of the VPC ingress connection's object. */
export const ingress = "shop-ingress";

/** A service that is reached from a VPC only. */
export const privateSpec = imageSpec("1", {
  networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } },
});

export function ingressSpec(vpcEndpointId = "vpce-1", more: JsonObject = {}): JsonObject {
  return { serviceRef: { name: shop }, ingressVpcConfiguration: { vpcId: "vpc-1", vpcEndpointId }, ...more };
}

export function applyIngress(world: World, spec: JsonObject = ingressSpec(), name = ingress): void {
  world.applyKind(vpcIngressConnectionType, name, spec);
}

/** A private service, and the way into it. */
export async function privateService(world: World, spec: JsonObject = ingressSpec()): Promise<void> {
  world.apply(shop, privateSpec);
  applyIngress(world, spec);
  await world.untilKind(vpcIngressConnectionType, ingress, "Available");
}

export function ingressOf(world: World, name = ingress): VpcIngressConnection | undefined {
  return world.getKind<VpcIngressConnection>(vpcIngressConnectionType, name);
}

/** The service's object goes and leaves its service behind, and comes again with a service of another name. */
export async function makeServiceAnew(world: World): Promise<void> {
  await world.edit(shop, { spec: { deletionPolicy: "Retain" } });
  await world.delete(shop);
  await world.untilGone(shop);
  world.apply(shop, { ...privateSpec, serviceName: "shop-2" });
}
