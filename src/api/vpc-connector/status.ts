import { Type } from "typebox";
import type { Static } from "typebox";
import { configurationStatusFields, versionStatusFields } from "../fields/configuration-status.ts";
import { structure, textSet } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { text } from "../schema/scalars.ts";

/** The schema of a VpcConnector's status. */
export const vpcConnectorStatus = structure(
  {
    ...configurationStatusFields("VPC connector", ["CreateVpcConnector", "DeleteVpcConnector"]),
    ...versionStatusFields("VPC connector"),
    vpcConnectorName: Type.Optional(text({ maxLength: 40, description: "The name at App Runner." })),
    connectorStatus: Type.Optional(text({ maxLength: 64, description: "App Runner's own status." })),
    subnets: Type.Optional(textSet({ maxItems: 16, maxLength: 255, description: "Its subnets." })),
    securityGroups: Type.Optional(textSet({ maxItems: 16, maxLength: 255, description: "Its security groups." })),
  },
  { description: "What the operator last saw and did. It is written by the operator only." },
);

/** What the operator last saw and did. */
export type VpcConnectorStatus = ReadOnly<Static<typeof vpcConnectorStatus>>;
