import { Type } from "typebox";
import type { Static } from "typebox";
import { conditions } from "../fields/condition.ts";
import { atomicList, structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { integer, text } from "../schema/scalars.ts";

const usage = structure(
  {
    region: text({ maxLength: 63, description: "The region." }),
    resource: text({ maxLength: 64, description: "What is counted, such as `services`." }),
    used: integer({ minimum: 0, description: "How many there are, whosever they are." }),
    quota: integer({
      minimum: 0,
      description: "AWS's default quota. The account's own may be higher or lower: App Runner does not tell it.",
    }),
  },
  { description: "How much of one quota is used." },
);

/** The schema of an AwsAccount's status. */
export const awsAccountStatus = structure(
  {
    conditions: Type.Optional(conditions),
    observedGeneration: Type.Optional(
      integer({ format: "int64", description: "The generation of the object that this status is about." }),
    ),
    account: Type.Optional(text({ maxLength: 12, description: "The AWS account, as GetCallerIdentity tells it." })),
    region: Type.Optional(text({ maxLength: 63, description: "The region of objects that name none." })),
    arn: Type.Optional(text({ maxLength: 2048, description: "As whom the operator acts there." })),
    users: Type.Optional(integer({ minimum: 0, description: "How many objects use it." })),
    namespaces: Type.Optional(integer({ minimum: 0, description: "In how many namespaces these are." })),
    usage: Type.Optional(
      atomicList(usage, {
        maxItems: 200,
        description: "Use against quota in each region where objects are, read once an hour.",
      }),
    ),
  },
  { description: "What the operator last saw. It is written by the operator only." },
);

/** What the operator last saw. */
export type AwsAccountStatus = ReadOnly<Static<typeof awsAccountStatus>>;
