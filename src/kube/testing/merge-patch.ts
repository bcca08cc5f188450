import { isJsonObject, type Json, type JsonObject } from "../../base/json.ts";

/** RFC 7386: `target` after the patch. */
export function applyMergePatch(target: Json | undefined, patch: JsonObject): JsonObject {
  const result: Record<string, Json | undefined> = isJsonObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else if (isJsonObject(value)) result[name] = applyMergePatch(result[name], value);
    else result[name] = value;
  }
  return result;
}
