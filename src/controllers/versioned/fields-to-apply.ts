import type { VersionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

/** The fields that the manifest names and App Runner is told of, but for tags. */
export function namedFields<Resource extends VersionedResource>({
  model,
  resource,
}: PlanInput<Resource>): readonly string[] {
  const { extraField, specSettings } = model;
  const hasExtra = extraField?.valueOf(resource) !== undefined;
  return [...specSettings(resource).keys(), ...(hasExtra ? [extraField.path] : [])];
}

/** Those, and what was applied earlier and has to be set back by a call of its own, until that is done. */
export function fieldsToApply<Resource extends VersionedResource>(input: PlanInput<Resource>): readonly string[] {
  const named = namedFields(input);
  const { extraField } = input.model;
  return extraField === undefined || named.includes(extraField.path) || !isExtraFieldApplied(input)
    ? named
    : [...named, extraField.path];
}

/** Whether the manifest named the field that has a call of its own when it was applied last. */
export function isExtraFieldApplied<Resource extends VersionedResource>({
  model,
  memory,
}: PlanInput<Resource>): boolean {
  return model.extraField !== undefined && (memory.appliedFields ?? []).includes(model.extraField.path);
}
