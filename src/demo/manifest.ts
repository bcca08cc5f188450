import { isJsonObject, type JsonObject } from "../base/json.ts";

/** A manifest as a person wrote it. */
export interface Manifest extends JsonObject {
  readonly kind: string;
  readonly metadata: JsonObject & { readonly name: string };
}

/** The manifest after an edit: RFC 7386. */
export function edited<T extends JsonObject>(manifest: T, patch: JsonObject): T {
  const result: Record<string, JsonObject[string]> = { ...manifest };
  for (const [member, change] of Object.entries(patch)) {
    const before = result[member];
    if (change === null) delete result[member];
    else result[member] = isJsonObject(change) ? edited(isJsonObject(before) ? before : {}, change) : change;
  }
  return result as T;
}
