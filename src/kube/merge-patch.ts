import { isJsonObject, type Json, type JsonObject } from "../base/json.ts";
import { stableJson } from "../base/stable-json.ts";

/**
 * The JSON merge patch (RFC 7386) that turns `before` into `after`; undefined when they are equal. Lists are replaced as
 * a whole. A member that is undefined counts as absent. `after` must not hold null: a merge patch cannot say it.
 */
export function mergePatchBetween(before: JsonObject, after: JsonObject): JsonObject | undefined {
  const patch: Record<string, Json> = {};
  for (const [name, value] of Object.entries(after)) {
    if (value === undefined) continue;
    const old = before[name];
    if (isJsonObject(old) && isJsonObject(value)) {
      const inner = mergePatchBetween(old, value);
      if (inner !== undefined) patch[name] = inner;
    } else if (old === undefined || stableJson(old) !== stableJson(value)) {
      patch[name] = value;
    }
  }
  for (const [name, value] of Object.entries(before)) {
    if (value !== undefined && after[name] === undefined) patch[name] = null;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}
