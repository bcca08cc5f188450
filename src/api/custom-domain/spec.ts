import { Type } from "typebox";
import type { Static } from "typebox";
import { observed } from "../fields/observed.ts";
import { operatorFields, placeFields } from "../fields/policies.ts";
import { serviceReferenceFields, serviceReferenceRules } from "../fields/service-reference.ts";
import { structure } from "../schema/composites.ts";
import type { ReadOnly } from "../schema/read-only.ts";
import { choice, flag, integer, text } from "../schema/scalars.ts";

const noun = "custom domain";
const wildcard = "self.domainName.startsWith('*.')";
const www = "(has(self.enableWWWSubdomain) ? self.enableWWWSubdomain : !self.domainName.startsWith('*.'))";
const wwwBefore = www.replaceAll("self.", "oldSelf.");

/** The schema of a CustomDomain's spec. */
export const customDomainSpec = structure(
  {
    ...placeFields,
    ...operatorFields(noun),
    ...serviceReferenceFields,
    domainName: text({
      description:
        "The domain: one like `example.com`, one below it, or `*.example.com` for all directly below. A more specific one counts before a wildcard.",
      mutability: "immutable",
      minLength: 1,
      maxLength: 255,
      pattern: "^[A-Za-z0-9*.-]{1,255}$",
      form: "`domainName` must have letters, digits, dots and hyphens, and for a wildcard begin with an asterisk",
      rules: [
        {
          rule: "self == oldSelf",
          message: "`domainName` is immutable; create another object for another domain",
        },
      ],
    }),
    enableWWWSubdomain: Type.Optional(
      flag({
        description: "Whether the same name with `www.` in front leads to the service, too.",
        mutability: "immutable",
        defaultText: "true; for a wildcard false, which is all that it takes",
      }),
    ),
    dns: Type.Optional(
      structure(
        {
          provider: choice(["ExternalDNS"], {
            description:
              "`ExternalDNS`: the records are kept in a DNSEndpoint object (`externaldns.k8s.io/v1alpha1`) of the same name, from which ExternalDNS makes them. It must be started with `--source=crd`.",
            mutability: "operator",
          }),
          ttlSeconds: Type.Optional(
            integer({
              description: "How long resolvers may remember the records.",
              mutability: "operator",
              defaultText: "that of ExternalDNS",
              minimum: 1,
              maximum: 604_800,
            }),
          ),
        },
        { description: "Who makes the DNS records. Absent: somebody else, from what stands in status." },
      ),
    ),
  },
  {
    description: "The desired custom domain.",
    rules: [
      ...serviceReferenceRules(noun),
      {
        rule: `!(${wildcard} && has(self.enableWWWSubdomain) && self.enableWWWSubdomain)`,
        message: "`enableWWWSubdomain` must not be true for a wildcard; leave it out",
        fieldPath: ".enableWWWSubdomain",
      },
      {
        rule: `${www} == ${wwwBefore} || ${observed}`,
        message:
          "`enableWWWSubdomain` is immutable, since App Runner would have to take the domain away first; create another object after deleting this one",
        reason: "FieldValueForbidden",
        fieldPath: ".enableWWWSubdomain",
      },
    ],
  },
);

/** What the user wants. */
export type CustomDomainSpec = ReadOnly<Static<typeof customDomainSpec>>;
