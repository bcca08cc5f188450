import { group, version } from "./group.ts";
import type { KindObject } from "./kind-object.ts";
import type { VpcIngressConnectionSpec } from "./vpc-ingress-connection/spec.ts";
import type { VpcIngressConnectionStatus } from "./vpc-ingress-connection/status.ts";

/** The kind as its URL names it. */
export const vpcIngressConnectionType = {
  group,
  version,
  plural: "vpcingressconnections",
  kind: "VpcIngressConnection",
  namespaced: true,
} as const;

/** A VpcIngressConnection as the API server returns it. */
export type VpcIngressConnection = KindObject<
  typeof vpcIngressConnectionType.kind,
  VpcIngressConnectionSpec,
  VpcIngressConnectionStatus
>;
