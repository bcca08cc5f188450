import { vpcConnectorType } from "../vpc-connector.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { columnsOf } from "../crd/columns.ts";
import { kindSchema, nameRules } from "../kind-schema.ts";
import { vpcConnectorSpec } from "./spec.ts";
import { vpcConnectorStatus } from "./status.ts";

/** What the CRD, the validation and the reference of VpcConnector are made from. */
export const vpcConnectorDefinition: KindDefinition = {
  type: vpcConnectorType,
  shortName: "arvpc",
  schema: kindSchema(vpcConnectorSpec, vpcConnectorStatus, {
    description:
      "The way of outgoing traffic into a VPC. App Runner never changes a connector: an edit makes another one, named after the first, to which the services move, one first and then a few at a time.",
    rules: nameRules("vpcConnectorName", "VPC connector", 40),
  }),
  columns: columnsOf("VPC connector", [
    {
      name: "Name At App Runner",
      type: "string",
      jsonPath: ".status.vpcConnectorName",
      description: "The name of the connector in use.",
      priority: 1,
    },
    {
      name: "Connector Status",
      type: "string",
      jsonPath: ".status.connectorStatus",
      description: "App Runner's own status.",
      priority: 1,
    },
  ]),
};
