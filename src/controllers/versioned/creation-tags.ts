import { ourPrefix, ownershipTags, type Tags } from "../engine/ownership.ts";
import type { VersionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

/** So many tags App Runner takes on one resource. */
const maxTags = 50;

/** The keys of the tags that the manifest names. */
export function wantedTagKeys<Resource extends VersionedResource>({
  resource,
}: Pick<PlanInput<Resource>, "resource">): readonly string[] {
  return (resource.spec.tags ?? []).map(({ key }) => key);
}

/**
 * The tags that a version is made with. Those of the version before it that the manifest never named are kept, as far as
 * there is room; AWS's own nobody can set.
 */
export function creationTags<Resource extends VersionedResource>(
  { resource, owner, memory }: PlanInput<Resource>,
  before: Tags = new Map(),
): readonly { readonly Key: string; readonly Value: string }[] {
  const wanted = new Map([
    ...(resource.spec.tags ?? []).map(({ key, value = "" }) => [key, value] as const),
    ...ownershipTags(owner, "created"),
  ]);
  const named = new Set(memory.appliedTagKeys);
  const kept = [...before].filter(
    ([key]) => !wanted.has(key) && !named.has(key) && !key.startsWith(ourPrefix) && !key.startsWith("aws:"),
  );
  return [...wanted, ...kept].slice(0, maxTags).map(([Key, Value]) => ({ Key, Value }));
}
