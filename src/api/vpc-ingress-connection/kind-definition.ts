import { columnsOf } from "../crd/columns.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { kindSchema, nameRules } from "../kind-schema.ts";
import { vpcIngressConnectionType } from "../vpc-ingress-connection.ts";
import { vpcIngressConnectionSpec } from "./spec.ts";
import { vpcIngressConnectionStatus } from "./status.ts";

/** What the CRD, the validation and the reference of VpcIngressConnection are made from. */
export const vpcIngressConnectionDefinition: KindDefinition = {
  type: vpcIngressConnectionType,
  shortName: "arvic",
  schema: kindSchema(vpcIngressConnectionSpec, vpcIngressConnectionStatus, {
    description:
      "The way from a VPC to a private service. App Runner takes one for each service, and deletes a service only when it has none.",
    rules: nameRules("vpcIngressConnectionName", "VPC ingress connection", 40),
  }),
  columns: columnsOf("VPC ingress connection", [
    {
      name: "Domain Name",
      type: "string",
      jsonPath: ".status.domainName",
      description: "The host that clients in the VPC call.",
    },
    {
      name: "Ingress Status",
      type: "string",
      jsonPath: ".status.ingressStatus",
      description: "App Runner's own status.",
      priority: 1,
    },
  ]),
};
