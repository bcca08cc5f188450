import { autoScalingConfigurationType } from "../auto-scaling-configuration.ts";
import type { KindDefinition } from "../crd/custom-resource-definition.ts";
import { columnsOf } from "../crd/columns.ts";
import { kindSchema, nameRules } from "../kind-schema.ts";
import { autoScalingConfigurationSpec } from "./spec.ts";
import { autoScalingConfigurationStatus } from "./status.ts";

/** What the CRD, the validation and the reference of AutoScalingConfiguration are made from. */
export const autoScalingConfigurationDefinition: KindDefinition = {
  type: autoScalingConfigurationType,
  shortName: "arasc",
  schema: kindSchema(autoScalingConfigurationSpec, autoScalingConfigurationStatus, {
    description:
      "How App Runner scales the services that refer to it. App Runner never changes a configuration: an edit makes a new revision, to which the services move, one first and then a few at a time.",
    rules: nameRules("autoScalingConfigurationName", "auto scaling configuration", 32),
  }),
  columns: columnsOf("auto scaling configuration", [
    {
      name: "Revision",
      type: "integer",
      jsonPath: ".status.revision",
      description: "The revision that services are to use.",
    },
    {
      name: "Min",
      type: "integer",
      jsonPath: ".status.minSize",
      description: "The instances that are always provisioned.",
      priority: 1,
    },
    {
      name: "Max",
      type: "integer",
      jsonPath: ".status.maxSize",
      description: "The most instances.",
      priority: 1,
    },
    {
      name: "Concurrency",
      type: "integer",
      jsonPath: ".status.maxConcurrency",
      description: "The requests that one instance takes at a time.",
      priority: 1,
    },
  ]),
};
