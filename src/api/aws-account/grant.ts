import { Type } from "typebox";
import type { Static } from "typebox";
import { atomicList, structure, textMap, textSet } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { choice, text } from "../schema/scalars.ts";

const labelName = String.raw`^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$`;

const requirement = structure(
  {
    key: text({ description: "The key of the label.", minLength: 1, maxLength: 317, pattern: labelName }),
    operator: choice(["In", "NotIn", "Exists", "DoesNotExist"], { description: "How the label is compared." }),
    values: Type.Optional(
      textSet({ description: "What it is compared with, for `In` and `NotIn`.", maxItems: 50, maxLength: 63 }),
    ),
  },
  {
    description: "One demand on a label.",
    rules: [
      {
        rule: "(self.operator == 'In' || self.operator == 'NotIn') == (has(self.values) && self.values.size() > 0)",
        message: "`values` must be given exactly when `operator` is In or NotIn",
        fieldPath: ".values",
      },
    ],
  },
);

const selector = structure(
  {
    matchLabels: Type.Optional(
      textMap({
        description: "Labels that the namespace must have, each with that value.",
        maxEntries: 50,
        value: { maxLength: 63 },
      }),
    ),
    matchExpressions: Type.Optional(
      atomicList(requirement, { description: "Demands on labels, all of which must hold.", maxItems: 50 }),
    ),
  },
  {
    description: "The labels of the namespaces, as Kubernetes selects by labels.",
    rules: [
      {
        rule: "(has(self.matchLabels) && self.matchLabels.size() > 0) || (has(self.matchExpressions) && self.matchExpressions.size() > 0)",
        message:
          "a `selector` must not be empty, which would mean every namespace; for that put * into the list of names instead",
      },
    ],
  },
);

const namespaces = structure(
  {
    names: Type.Optional(
      textSet({
        description: "The names of namespaces. `*` alone stands for every namespace.",
        maxItems: 100,
        maxLength: 63,
        rules: [
          {
            rule: "self.all(name, name == '*' || name.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'))",
            message: "`names` must have names of namespaces, or * for all of them; a part of a name cannot be given",
          },
        ],
      }),
    ),
    selector: Type.Optional(selector),
  },
  {
    description: "The namespaces: those named, and those that the selector finds.",
    rules: [
      {
        rule: "(has(self.names) && self.names.size() > 0) || has(self.selector)",
        message: "`names` or `selector` must be given; for every namespace put * into `names`",
        reason: "FieldValueRequired",
      },
    ],
  },
);

const rolePattern = String.raw`^arn:(aws|aws-us-gov|aws-cn|aws-iso|aws-iso-b):iam::([0-9]{12}|\*):role/[\w+=,.@/*-]{1,512}$`;
const domainPattern = String.raw`^(\*|(\*[.])?[a-z0-9_]([a-z0-9_-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)+)$`;

/** The schema of one grant of an AwsAccount. */
export const grant = structure(
  {
    namespaces,
    passRoles: Type.Optional(
      textSet({
        description:
          "The IAM roles that objects of these namespaces may hand to App Runner, as ARNs in which `*` stands for any characters. Whoever may pass a role may run code with its rights.",
        maxItems: 40,
        maxLength: 512,
        rules: [
          {
            rule: `self.all(role, role == '*' || role.matches(r'${rolePattern}'))`,
            message:
              "`passRoles` must have ARNs of IAM roles, such as arn:aws:iam::111122223333:role/shop-*, or * for every role",
          },
        ],
      }),
    ),
    allow: Type.Optional(
      textSet({
        description:
          "What else these namespaces may do. `Adopt`: adopt or observe what exists in the account. `RawArns`: name resources of App Runner by ARN instead of by a reference. `AccountDefaults`: change what counts for the whole account and region, such as the default auto scaling configuration.",
        maxItems: 3,
        maxLength: 32,
        rules: [
          {
            rule: "self.all(what, what in ['Adopt', 'RawArns', 'AccountDefaults'])",
            message: "`allow` must have some of Adopt, RawArns and AccountDefaults",
          },
        ],
      }),
    ),
    domains: Type.Optional(
      textSet({
        description:
          "The domains that these namespaces may associate with their services: `shop.example.com` means itself, `*.example.com` everything below `example.com`, `*` every domain. `www.` before a domain, which App Runner associates with it unless told not to, has to be granted, too.",
        maxItems: 50,
        maxLength: 255,
        rules: [
          {
            rule: `self.all(domain, domain.matches(r'${domainPattern}'))`,
            message:
              "`domains` must have domain names in lower case, such as shop.example.com or *.example.com, or * for every domain",
          },
        ],
      }),
    ),
  },
  { description: "What some namespaces may do with the account. What no grant says is denied." },
);

/** What some namespaces may do with an account. */
export type Grant = ReadOnly<Static<typeof grant>>;
