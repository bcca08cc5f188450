import { isJsonObject, type Json } from "../../../base/json.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** RFC 7386: members of the patch replace those of the target, null removes them. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const result: Record<string, Json | undefined> = isJsonObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else if (value !== undefined) result[name] = mergePatch(result[name], value);
  }
  return result;
}

/**
 * Whether a strategic merge patch means the same as a merge patch: it has no directives, but for the order of lists that
 * it replaces as a whole, and no list that could be merged item by item.
 */
export function isPlainStrategicPatch(patch: Json | undefined): boolean {
  if (isJsonArray(patch)) return patch.every((item: Json) => !isJsonObject(item));
  if (!isJsonObject(patch)) return true;
  return Object.entries(patch).every(([name, value]) => !name.startsWith("$") && isPlainStrategicPatch(value));
}
