import { awsAccountType } from "../aws-account.ts";
import { columnsOf } from "../crd/columns.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { kindSchema } from "../kind-schema.ts";
import { awsAccountSpec } from "./spec.ts";
import { awsAccountStatus } from "./status.ts";

/** What the CRD, the validation and the reference of AwsAccount are made from. */
export const awsAccountDefinition: KindDefinition = {
  type: awsAccountType,
  shortName: "araccount",
  schema: kindSchema(awsAccountSpec, awsAccountStatus, {
    description:
      "An AWS account as the operator reaches it: which role, which defaults, and which namespaces may use it for what. Objects that name no account use the one named `default`, where there is one.",
  }),
  columns: columnsOf("identity", [
    { name: "Account", type: "string", jsonPath: ".status.account", description: "The AWS account." },
    { name: "Region", type: "string", jsonPath: ".status.region", description: "The region.", priority: 1 },
    { name: "Users", type: "integer", jsonPath: ".status.users", description: "How many objects use it.", priority: 1 },
  ]),
};
