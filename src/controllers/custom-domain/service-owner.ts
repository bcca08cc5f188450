import type { CustomDomain } from "../../api/custom-domain.ts";
import type { Related } from "../engine/relations.ts";
import { serviceReference } from "../engine/service-reference.ts";

/**
 * Why the domains of the service that the object refers to are not this operator's; undefined: they are, or the service is
 * named by its ARN, and its tags tell. A domain has no tags of its own.
 */
export function foreignService(resource: CustomDomain, related: Related): string | undefined {
  const reference = serviceReference(resource);
  const target = reference && related.target(reference);
  if (reference === undefined || target === undefined) return undefined;
  const { origin } = target.status ?? {};
  if (origin === "created" || origin === "adopted") return undefined;
  const why = origin === "adopting" ? "is not adopted yet" : "is not this operator's, but only observed";
  return `\`serviceRef\`: ${reference.kind} ${reference.name} ${why}, so that its domains are left alone`;
}
