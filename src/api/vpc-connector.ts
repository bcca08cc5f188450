import type { VpcConnectorSpec } from "./vpc-connector/spec.ts";
import type { VpcConnectorStatus } from "./vpc-connector/status.ts";
import { group, version } from "./group.ts";
import type { KindObject } from "./kind-object.ts";

/** The kind as its URL names it. */
export const vpcConnectorType = {
  group,
  version,
  plural: "vpcconnectors",
  kind: "VpcConnector",
  namespaced: true,
} as const;

/** A VpcConnector as the API server returns it. */
export type VpcConnector = KindObject<typeof vpcConnectorType.kind, VpcConnectorSpec, VpcConnectorStatus>;
