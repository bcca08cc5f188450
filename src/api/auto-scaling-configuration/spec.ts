import { Type } from "typebox";
import type { Static } from "typebox";
import { autoScalingConfigurationArn } from "../fields/arn.ts";

import { policyFields } from "../fields/policies.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { flag, integer, text } from "../schema/scalars.ts";

/** The schema of an AutoScalingConfiguration's spec. */
export const autoScalingConfigurationSpec = structure(
  {
    ...policyFields({ noun: "auto scaling configuration", arn: autoScalingConfigurationArn }),
    autoScalingConfigurationName: Type.Optional(
      text({
        description: "The name at App Runner, unique in its account and region.",
        mutability: "immutable",
        defaultText: "`metadata.name`",
        minLength: 4,
        maxLength: 32,
        pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{3,31}$",
        form: "`autoScalingConfigurationName` must have 4 to 32 letters, digits, hyphens and underscores, and begin with a letter or digit",
        rules: [
          {
            rule: "self == oldSelf",
            message:
              "`autoScalingConfigurationName` is immutable; create another object for another auto scaling configuration",
          },
          {
            rule: "self != 'DefaultConfiguration'",
            message:
              "`autoScalingConfigurationName` must not be DefaultConfiguration, which is App Runner's own; choose another name",
          },
        ],
      }),
    ),
    maxConcurrency: Type.Optional(
      integer({
        description: "The requests that one instance takes at a time, before another one is started.",
        mutability: "new revision",
        appRunnerDefault: 100,
        minimum: 1,
        maximum: 200,
      }),
    ),
    minSize: Type.Optional(
      integer({
        description: "The instances that are always provisioned.",
        mutability: "new revision",
        appRunnerDefault: 1,
        minimum: 1,
        maximum: 25,
      }),
    ),
    maxSize: Type.Optional(
      integer({
        description: "The most instances that a service runs on. AWS support can raise the account's bound of 25.",
        mutability: "new revision",
        appRunnerDefault: 25,
        minimum: 1,
      }),
    ),
    default: Type.Optional(
      flag({
        description:
          "True: new services without an auto scaling configuration of their own get this one. False, or removed after it was applied: that goes back to App Runner's `DefaultConfiguration`. Never set: whether it is the default is left alone.",
      }),
    ),
  },
  {
    description: "The desired auto scaling configuration.",
    rules: [
      {
        rule: "!has(self.maxSize) || (has(self.minSize) ? self.minSize : 1) <= self.maxSize",
        message: "`minSize` must be at most `maxSize`",
        fieldPath: ".minSize",
      },
      {
        rule: "has(self.maxSize) || !has(self.minSize) || self.minSize <= 25",
        message: "`minSize` must be at most `maxSize`, which is 25 unless given",
        fieldPath: ".minSize",
      },
    ],
  },
);

/** What the user wants. */
export type AutoScalingConfigurationSpec = ReadOnly<Static<typeof autoScalingConfigurationSpec>>;
