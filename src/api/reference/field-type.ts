import { isJsonObject } from "../../base/json.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import { textOf, textsOf } from "../schema/parts.ts";

/** A field's type and bounds in words, from its schema. */
export function fieldType(schema: JsonObject): string {
  const { type, items, additionalProperties } = schema;
  if (schema["x-kubernetes-int-or-string"] === true) return `integer or string${range(schema)}`;
  const values = textsOf(schema["enum"]);
  if (values.length > 0) return values.map((value) => `\`${value}\``).join(", ");
  if (isJsonObject(items)) return `list of ${plural(items)}${upTo(schema["maxItems"])}${listKey(schema)}`;
  if (isJsonObject(additionalProperties)) {
    return `map of strings${upTo(schema["maxProperties"])}, values${lengths(additionalProperties)}`;
  }
  if (type === "integer") return `integer${range(schema)}`;
  if (type === "string") return schema["format"] === "date-time" ? "time (RFC 3339)" : `string${lengths(schema)}`;
  return textOf(type);
}

function plural(items: JsonObject): string {
  return items["type"] === "object" ? "objects" : `${textOf(items["type"])}s`;
}

function listKey(schema: JsonObject): string {
  const keys = textsOf(schema["x-kubernetes-list-map-keys"]);
  return keys.length > 0 ? `, one for each \`${keys.join(", ")}\`` : "";
}

function range({ minimum, maximum }: JsonObject): string {
  if (typeof minimum !== "number") return "";
  return typeof maximum === "number" ? ` from ${minimum} to ${maximum}` : `, at least ${minimum}`;
}

function lengths({ minLength, maxLength }: JsonObject): string {
  if (typeof maxLength !== "number") return "";
  return typeof minLength === "number"
    ? ` of ${minLength} to ${maxLength} characters`
    : ` of up to ${maxLength} characters`;
}

function upTo(bound: Json | undefined): string {
  return typeof bound === "number" ? ` (up to ${bound})` : "";
}
