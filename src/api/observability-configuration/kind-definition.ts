import { observabilityConfigurationType } from "../observability-configuration.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { columnsOf } from "../crd/columns.ts";
import { kindSchema, nameRules } from "../kind-schema.ts";
import { observabilityConfigurationSpec } from "./spec.ts";
import { observabilityConfigurationStatus } from "./status.ts";

/** What the CRD, the validation and the reference of ObservabilityConfiguration are made from. */
export const observabilityConfigurationDefinition: KindDefinition = {
  type: observabilityConfigurationType,
  shortName: "aroc",
  schema: kindSchema(observabilityConfigurationSpec, observabilityConfigurationStatus, {
    description:
      "What App Runner traces of the services that refer to it. App Runner never changes a configuration: an edit makes a new revision, to which the services move, one first and then a few at a time.",
    rules: nameRules("observabilityConfigurationName", "observability configuration", 32),
  }),
  columns: columnsOf("observability configuration", [
    {
      name: "Revision",
      type: "integer",
      jsonPath: ".status.revision",
      description: "The revision that services are to use.",
    },
  ]),
};
