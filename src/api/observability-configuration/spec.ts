import { Type } from "typebox";
import type { Static } from "typebox";
import { observabilityConfigurationArn } from "../fields/arn.ts";

import { policyFields } from "../fields/policies.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { choice, text } from "../schema/scalars.ts";

/** The schema of an ObservabilityConfiguration's spec. */
export const observabilityConfigurationSpec = structure(
  {
    ...policyFields({ noun: "observability configuration", arn: observabilityConfigurationArn }),
    observabilityConfigurationName: Type.Optional(
      text({
        description: "The name at App Runner, unique in its account and region.",
        mutability: "immutable",
        defaultText: "`metadata.name`",
        minLength: 4,
        maxLength: 32,
        pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{3,31}$",
        form: "`observabilityConfigurationName` must have 4 to 32 letters, digits, hyphens and underscores, and begin with a letter or digit",
        rules: [
          {
            rule: "self == oldSelf",
            message:
              "`observabilityConfigurationName` is immutable; create another object for another observability configuration",
          },
          {
            rule: "self != 'DefaultConfiguration'",
            message:
              "`observabilityConfigurationName` must not be DefaultConfiguration, which is App Runner's own; choose another name",
          },
        ],
      }),
    ),
    traceConfiguration: Type.Optional(
      structure(
        {
          vendor: choice(["AWSXRAY"], {
            description: "Where the traces go: AWS X-Ray.",
            mutability: "new revision",
          }),
        },
        { description: "Tracing. Absent: nothing is traced." },
      ),
    ),
  },
  {
    description: "The desired observability configuration.",
  },
);

/** What the user wants. */
export type ObservabilityConfigurationSpec = ReadOnly<Static<typeof observabilityConfigurationSpec>>;
