import { Type } from "typebox";
import type { Static } from "typebox";
import { roleArn } from "../fields/arn.ts";
import { tag } from "../fields/policies.ts";
import { atomicList, listByKey, structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { choice, integer, text } from "../schema/scalars.ts";
import { grant } from "./grant.ts";

const sessionTag = structure(
  {
    key: text({ description: "The key.", minLength: 1, maxLength: 128, pattern: String.raw`^[\w .:/=+@-]+$` }),
    value: text({ description: "The value.", maxLength: 256 }),
  },
  { description: "One tag of a session." },
);

const role = structure(
  {
    roleArn: text({ ...roleArn, description: "The role to assume.", mutability: "operator" }),
    externalId: Type.Optional(
      text({
        description: "What the role's trust policy asks for as `sts:ExternalId`.",
        mutability: "operator",
        minLength: 2,
        maxLength: 1224,
        pattern: String.raw`^[\w+=,.@:/-]*$`,
        form: "`externalId` must have letters, digits and any of _+=,.@:/-",
      }),
    ),
    sessionName: Type.Optional(
      text({
        description: "The name of the session, as CloudTrail shows it.",
        mutability: "operator",
        defaultText: "`apprunner-operator`",
        minLength: 2,
        maxLength: 64,
        pattern: String.raw`^[\w+=,.@-]*$`,
        form: "`sessionName` must have letters, digits and any of _+=,.@-",
      }),
    ),
    sessionTags: Type.Optional(
      listByKey(sessionTag, {
        description: "Tags of the session. The role's trust policy has to allow `sts:TagSession`.",
        mutability: "operator",
        key: "key",
        maxItems: 50,
      }),
    ),
  },
  { description: "One role, and how it is assumed." },
);

const callBudget = structure(
  {
    readsPerSecond: Type.Optional(
      integer({
        description: "Calls that only read.",
        mutability: "operator",
        defaultText: "5",
        minimum: 1,
        maximum: 100,
      }),
    ),
    mutationsPerSecond: Type.Optional(
      integer({
        description: "Calls that change something.",
        mutability: "operator",
        defaultText: "1",
        minimum: 1,
        maximum: 100,
      }),
    ),
  },
  { description: "How many calls a second are made in each region of the account. AWS publishes no limits." },
);

const defaults = structure(
  {
    tags: Type.Optional(
      listByKey(tag, {
        description: "Tags of everything in this account; an object's own tag of the same key counts instead.",
        mutability: "in place",
        key: "key",
        maxItems: 10,
      }),
    ),
    managementPolicy: Type.Optional(
      choice(["Manage", "ReportDrift", "Observe"], {
        description: "The `managementPolicy` of objects that say none.",
        mutability: "operator",
        defaultText: "`Manage`",
      }),
    ),
    deletionPolicy: Type.Optional(
      choice(["Delete", "Retain"], {
        description: "The `deletionPolicy` of objects that say none.",
        mutability: "operator",
        defaultText: "`Delete` for what the operator created, `Retain` for what it adopted",
      }),
    ),
  },
  { description: "What counts for objects that do not say it themselves." },
);

/** The schema of an AwsAccount's spec. */
export const awsAccountSpec = structure(
  {
    region: Type.Optional(
      text({
        description: "The region of objects that name none.",
        mutability: "operator",
        defaultText: "the operator's region",
        minLength: 1,
        maxLength: 63,
        pattern: "^[a-z0-9-]+$",
        form: "`region` must be the code of an AWS region, such as eu-west-1",
      }),
    ),
    assumeRoles: Type.Optional(
      atomicList(role, {
        description:
          "The roles to assume, one after the other: the first as the operator's own identity, each further one as the one before it. Absent: the operator's own identity acts.",
        mutability: "operator",
        maxItems: 5,
      }),
    ),
    endpoint: Type.Optional(
      text({
        description: "Where App Runner and STS are reached instead of at AWS, such as an emulator.",
        mutability: "operator",
        minLength: 8,
        maxLength: 1024,
        pattern: String.raw`^https?://[A-Za-z0-9.\[\]:-]+(/[^?#\s]*)?$`,
        form: "`endpoint` must be a URL, such as http://127.0.0.1:4566",
      }),
    ),
    defaults: Type.Optional(defaults),
    callBudget: Type.Optional(callBudget),
    grants: Type.Optional(
      atomicList(grant, {
        description:
          "Which namespaces may use the account, and for what. Without grants nobody may. Several grants for one namespace add up.",
        mutability: "operator",
        maxItems: 50,
      }),
    ),
  },
  { description: "Where and as whom the operator acts, and who may have it act there." },
);

/** What the administrator wants. */
export type AwsAccountSpec = ReadOnly<Static<typeof awsAccountSpec>>;
