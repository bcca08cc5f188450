import { connectionType } from "../connection.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { columnsOf } from "../crd/columns.ts";
import { kindSchema, nameRules } from "../kind-schema.ts";
import { connectionSpec } from "./spec.ts";
import { connectionStatus } from "./status.ts";

/** What the CRD, the validation and the reference of Connection are made from. */
export const connectionDefinition: KindDefinition = {
  type: connectionType,
  shortName: "arconn",
  schema: kindSchema(connectionSpec, connectionStatus, {
    description:
      "A connection of App Runner to a source provider. A person confirms it once at the provider; services with a code repository refer to it.",
    rules: nameRules("connectionName", "connection", 32),
  }),
  columns: columnsOf("connection", [
    {
      name: "Provider",
      type: "string",
      jsonPath: ".status.providerType",
      description: "The source provider.",
    },
    {
      name: "Connection Status",
      type: "string",
      jsonPath: ".status.connectionStatus",
      description: "App Runner's own status.",
      priority: 1,
    },
  ]),
};
