import { Type } from "typebox";
import type { Static } from "typebox";
import { configurationStatusFields, versionStatusFields } from "../fields/configuration-status.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { flag, integer, text } from "../schema/scalars.ts";

/** The schema of an AutoScalingConfiguration's status. */
export const autoScalingConfigurationStatus = structure(
  {
    ...configurationStatusFields("auto scaling configuration", [
      "CreateAutoScalingConfiguration",
      "DeleteAutoScalingConfiguration",
      "UpdateDefaultAutoScalingConfiguration",
    ]),
    ...versionStatusFields("auto scaling configuration"),
    autoScalingConfigurationName: Type.Optional(text({ maxLength: 40, description: "The name at App Runner." })),
    revision: Type.Optional(integer({ description: "The revision that services are to use." })),
    maxConcurrency: Type.Optional(integer({ description: "The requests that one instance takes at a time." })),
    minSize: Type.Optional(integer({ description: "The instances that are always provisioned." })),
    maxSize: Type.Optional(integer({ description: "The most instances that a service runs on." })),
    isDefault: Type.Optional(flag({ description: "Whether it is the account's default." })),
  },
  { description: "What the operator last saw and did. It is written by the operator only." },
);

/** What the operator last saw and did. */
export type AutoScalingConfigurationStatus = ReadOnly<Static<typeof autoScalingConfigurationStatus>>;
