import { Type } from "typebox";
import type { Static } from "typebox";
import { connectionArn } from "../fields/arn.ts";
import { observed, wasObserved } from "../fields/observed.ts";
import { policyFields } from "../fields/policies.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { choice, text } from "../schema/scalars.ts";

/** The schema of a Connection's spec. */
export const connectionSpec = structure(
  {
    ...policyFields({ noun: "connection", arn: connectionArn }),
    connectionName: Type.Optional(
      text({
        description: "The name at App Runner, unique in its account and region.",
        mutability: "immutable",
        defaultText: "`metadata.name`",
        minLength: 4,
        maxLength: 32,
        pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{3,31}$",
        form: "`connectionName` must have 4 to 32 letters, digits, hyphens and underscores, and begin with a letter or digit",
        rules: [
          {
            rule: "self == oldSelf",
            message: "`connectionName` is immutable; create another object for another connection",
          },
        ],
      }),
    ),
    providerType: Type.Optional(
      choice(["GITHUB", "BITBUCKET"], {
        description: "The source provider.",
        mutability: "immutable",
      }),
    ),
  },
  {
    description: "The desired connection.",
    rules: [
      {
        rule: `${observed} || has(self.providerType)`,
        message: "`providerType` must be given unless `managementPolicy` is Observe",
        reason: "FieldValueRequired",
        fieldPath: ".providerType",
      },
      {
        rule: `${wasObserved} || (has(self.providerType) == has(oldSelf.providerType) && (!has(self.providerType) || self.providerType == oldSelf.providerType))`,
        message:
          "`providerType` is immutable: it can be neither changed, removed nor added later; create another object for another connection",
        reason: "FieldValueForbidden",
        fieldPath: ".providerType",
      },
    ],
  },
);

/** What the user wants. */
export type ConnectionSpec = ReadOnly<Static<typeof connectionSpec>>;
