import type { CustomDomain } from "../../api/custom-domain.ts";
import type { ManagedResource } from "../engine/managed-resource.ts";
import { isSameDomain } from "./observe.ts";

/**
 * The other objects that want the same domain of the same service, and may have it. One of another namespace counts once it
 * has the domain: whether it may is not known before, and none can keep a domain from others by asking for it.
 */
export function otherClaims(
  { metadata: { namespace }, spec }: CustomDomain,
  siblings: readonly ManagedResource[],
): readonly ManagedResource[] {
  return siblings.filter((sibling) => {
    if (sibling.metadata.namespace !== namespace && sibling.status?.origin === undefined) return false;
    if (sibling.spec.managementPolicy === "Observe" || sibling.metadata.deletionTimestamp !== undefined) return false;
    return isSameDomain(sibling.spec.domainName ?? "", spec.domainName);
  });
}

/** Of two objects for one domain the older one wins. */
export function isOlder(left: ManagedResource, right: ManagedResource): boolean {
  const age = ({ metadata }: ManagedResource): string => `${metadata.creationTimestamp ?? ""}/${metadata.uid}`;
  return age(left) < age(right);
}
