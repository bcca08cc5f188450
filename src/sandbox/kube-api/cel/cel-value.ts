import { evaluate } from "@marcbachmann/cel-js";
import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import type { Schema } from "../schema/schema.ts";
import { escapeIdentifier } from "./escape-identifier.ts";
import { markList } from "./list-kind.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** A value as CEL expressions see it. Objects and maps are Maps, so that no member name can be mistaken for JavaScript's. */
export type CelValue = unknown;

/**
 * Converts a JSON value by its schema: integers, times and bytes become CEL's own types, members that the schema does not
 * name cannot be seen, null is the same as absent. With `root`, the members of type and metadata that rules may use are
 * there as well.
 */
export function toCelValue(value: Json, schema: Schema, root = false): CelValue {
  if (value === null) return null;
  if (isJsonArray(value)) return listValue(value, schema);
  if (isJsonObject(value)) return objectValue(value, schema, root);
  if (typeof value === "number") {
    return Number.isInteger(value) && schema.type !== "number" ? BigInt(value) : value;
  }
  return typeof value === "string" ? stringValue(value, schema) : value;
}

function stringValue(text: string, schema: Schema): CelValue {
  switch (schema.type === "string" ? schema.limits.format?.replaceAll("-", "") : undefined) {
    case "datetime":
      return new Date(text);
    case "date":
      return new Date(`${text}T00:00:00Z`);
    case "duration":
      return evaluate(`duration(${JSON.stringify(text)})`);
    case "byte":
      return new Uint8Array(Buffer.from(text, "base64"));
    default:
      return text;
  }
}

function listValue(items: readonly Json[], schema: Schema): CelValue {
  const itemSchema = schema.items;
  const list = itemSchema === undefined ? [] : items.map((item) => toCelValue(item, itemSchema));
  return markList(list, schema.listType, schema.listMapKeys.map(escapeIdentifier));
}

function objectValue(object: JsonObject, schema: Schema, root: boolean): CelValue {
  const result = new Map<string, CelValue>();
  const other = schema.additionalProperties;
  for (const name in object) {
    const member = object[name];
    if (member === undefined || member === null) continue;
    const property = schema.properties.get(name);
    if (root && (name === "apiVersion" || name === "kind")) result.set(name, member);
    else if (root && name === "metadata") result.set(name, nameOnly(member));
    else if (property !== undefined) result.set(escapeIdentifier(name), toCelValue(member, property));
    else if (other !== undefined && other !== true) result.set(name, toCelValue(member, other));
  }
  return result;
}

/** Of the metadata, rules may see these two alone. */
function nameOnly(metadata: Json): CelValue {
  const result = new Map<string, CelValue>();
  for (const member of ["name", "generateName"]) {
    const value = isJsonObject(metadata) ? metadata[member] : undefined;
    if (value !== undefined) result.set(member, value);
  }
  return result;
}
