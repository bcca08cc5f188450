import { Type } from "typebox";
import type { Static } from "typebox";
import { configurationStatusFields, versionStatusFields } from "../fields/configuration-status.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { integer, text } from "../schema/scalars.ts";

/** The schema of an ObservabilityConfiguration's status. */
export const observabilityConfigurationStatus = structure(
  {
    ...configurationStatusFields("observability configuration", [
      "CreateObservabilityConfiguration",
      "DeleteObservabilityConfiguration",
    ]),
    ...versionStatusFields("observability configuration"),
    observabilityConfigurationName: Type.Optional(text({ maxLength: 40, description: "The name at App Runner." })),
    revision: Type.Optional(integer({ description: "The revision that services are to use." })),
  },
  { description: "What the operator last saw and did. It is written by the operator only." },
);

/** What the operator last saw and did. */
export type ObservabilityConfigurationStatus = ReadOnly<Static<typeof observabilityConfigurationStatus>>;
