import { ourPrefix, type Tags } from "./ownership.ts";

/** How the tags of a resource are to change. */
export interface TagChanges {
  readonly set: Tags;
  readonly remove: readonly string[];
}

/**
 * Tags to add or overwrite, and keys to remove: those that the manifest named earlier and names no more. Keys that it
 * never named are left alone.
 */
export function tagChanges(
  wanted: readonly { readonly key: string; readonly value?: string }[],
  live: Tags,
  appliedKeys: readonly string[],
): TagChanges {
  const keys = new Set(wanted.map(({ key }) => key));
  return {
    set: new Map(
      wanted.filter(({ key, value = "" }) => live.get(key) !== value).map(({ key, value = "" }) => [key, value]),
    ),
    remove: appliedKeys.filter((key) => !keys.has(key) && live.has(key) && !key.startsWith(ourPrefix)),
  };
}
