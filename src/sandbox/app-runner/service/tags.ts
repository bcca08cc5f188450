import type { TagList } from "../constraints/shapes.ts";
import { invalidRequest } from "../wire/fault.ts";

const mostTags = 50;

/**
 * `current` with `sent` added; a key that is there gets the new value.
 * @throws {Fault} InvalidRequestException for a tag without a key, and for more than 50 tags.
 */
export function mergeTags(current: ReadonlyMap<string, string>, sent: TagList): ReadonlyMap<string, string> {
  const merged = new Map(current);
  for (const { Key, Value } of sent) {
    if (Key === undefined) throw invalidRequest("Tag key cannot be null.");
    merged.set(Key, Value ?? "");
  }
  const own = [...merged.keys()].filter((key) => !key.startsWith("aws:"));
  if (own.length > mostTags) throw invalidRequest(`A resource can have at most ${mostTags} tags.`);
  return merged;
}
