import { Type } from "typebox";
import type { Static } from "typebox";
import { vpcConnectorArn } from "../fields/arn.ts";
import { observed } from "../fields/observed.ts";
import { policyFields } from "../fields/policies.ts";
import { structure, textSet } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { text } from "../schema/scalars.ts";

/** The schema of a VpcConnector's spec. */
export const vpcConnectorSpec = structure(
  {
    ...policyFields({ noun: "VPC connector", arn: vpcConnectorArn }),
    vpcConnectorName: Type.Optional(
      text({
        description: "The name at App Runner, unique in its account and region.",
        mutability: "immutable",
        defaultText: "`metadata.name`",
        minLength: 4,
        maxLength: 40,
        pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{3,39}$",
        form: "`vpcConnectorName` must have 4 to 40 letters, digits, hyphens and underscores, and begin with a letter or digit",
        rules: [
          {
            rule: "self == oldSelf",
            message: "`vpcConnectorName` is immutable; create another object for another VPC connector",
          },
        ],
      }),
    ),
    subnets: Type.Optional(
      textSet({
        description: "The subnets, all of one VPC.",
        mutability: "replaced",
        maxItems: 16,
        maxLength: 255,
      }),
    ),
    securityGroups: Type.Optional(
      textSet({
        description: "The security groups of the connector's network interfaces.",
        mutability: "replaced",
        defaultText: "the default security group of the VPC",
        maxItems: 16,
        maxLength: 255,
      }),
    ),
  },
  {
    description: "The desired VPC connector.",
    rules: [
      {
        rule: `${observed} || (has(self.subnets) && size(self.subnets) > 0)`,
        message: "`subnets` must name at least one subnet unless `managementPolicy` is Observe",
        reason: "FieldValueRequired",
        fieldPath: ".subnets",
      },
    ],
  },
);

/** What the user wants. */
export type VpcConnectorSpec = ReadOnly<Static<typeof vpcConnectorSpec>>;
