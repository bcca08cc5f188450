import { Type } from "typebox";
import type { Static } from "typebox";
import { vpcIngressConnectionArn } from "../fields/arn.ts";
import { observed } from "../fields/observed.ts";
import { policyFields } from "../fields/policies.ts";
import { serviceReferenceFields, serviceReferenceRules } from "../fields/service-reference.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { text } from "../schema/scalars.ts";

const noun = "VPC ingress connection";

/** The schema of a VpcIngressConnection's spec. */
export const vpcIngressConnectionSpec = structure(
  {
    ...policyFields({ noun, arn: vpcIngressConnectionArn }),
    ...serviceReferenceFields,
    vpcIngressConnectionName: Type.Optional(
      text({
        description: "The name at App Runner, unique in its account and region.",
        mutability: "immutable",
        defaultText: "`metadata.name`",
        minLength: 4,
        maxLength: 40,
        pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{3,39}$",
        form: "`vpcIngressConnectionName` must have 4 to 40 letters, digits, hyphens and underscores, and begin with a letter or digit",
        rules: [
          {
            rule: "self == oldSelf",
            message:
              "`vpcIngressConnectionName` is immutable; create another object for another VPC ingress connection",
          },
        ],
      }),
    ),
    ingressVpcConfiguration: Type.Optional(
      structure(
        {
          vpcId: text({ description: "The VPC from which the service is called.", minLength: 1, maxLength: 51_200 }),
          vpcEndpointId: text({
            description:
              "The VPC endpoint in it: an interface endpoint for `com.amazonaws.<region>.apprunner.requests`.",
            minLength: 1,
            maxLength: 51_200,
          }),
        },
        { description: "From where the service is called." },
      ),
    ),
  },
  {
    description: "The desired VPC ingress connection.",
    rules: [
      ...serviceReferenceRules(noun),
      {
        rule: `${observed} || has(self.ingressVpcConfiguration)`,
        message: "`ingressVpcConfiguration` must be given unless `managementPolicy` is Observe",
        reason: "FieldValueRequired",
        fieldPath: ".ingressVpcConfiguration",
      },
    ],
  },
);

/** What the user wants. */
export type VpcIngressConnectionSpec = ReadOnly<Static<typeof vpcIngressConnectionSpec>>;
