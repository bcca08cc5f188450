import { isJsonObject, type Json } from "../../base/json.ts";

/** Every text in a sensitive setting: the setting itself, or the values of a map. */
export function sensitiveTexts(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return isJsonObject(value) ? Object.values(value).filter((text) => typeof text === "string") : [];
}
