import type { AccountDefaults } from "./accounts.ts";
import type { ManagedResource } from "./managed-resource.ts";

/** The object as if it said what its account says for those that do not. An own tag counts before one of the account. */
export function withAccountDefaults<Resource extends ManagedResource>(
  resource: Resource,
  { tags = [], managementPolicy, deletionPolicy }: AccountDefaults,
): Resource {
  if (tags.length === 0 && managementPolicy === undefined && deletionPolicy === undefined) return resource;
  const { spec } = resource;
  const own = spec.tags ?? [];
  const ownKeys = new Set(own.map(({ key }) => key));
  const allTags = [...own, ...tags.filter(({ key }) => !ownKeys.has(key))];
  const inherited = {
    ...((spec.managementPolicy ?? managementPolicy) !== undefined && {
      managementPolicy: spec.managementPolicy ?? managementPolicy,
    }),
    ...((spec.deletionPolicy ?? deletionPolicy) !== undefined && {
      deletionPolicy: spec.deletionPolicy ?? deletionPolicy,
    }),
    ...(allTags.length > 0 && { tags: allTags }),
  };
  return { ...resource, spec: { ...spec, ...inherited } };
}
