import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { memberSchema, type Schema } from "./schema.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/**
 * Fills in what the schema defaults, and drops nulls that are neither allowed nor defaulted. Returns the same object
 * where there is nothing to change.
 */
export function applyDefaults(object: JsonObject, schema: Schema): JsonObject {
  const result = defaultedObject(object, schema);
  return isJsonObject(result) ? result : object;
}

function defaulted(value: Json | undefined, schema: Schema | undefined): Json | undefined {
  if (schema === undefined || value === undefined || typeof value !== "object") return value;
  if (isJsonArray(value)) return defaultedArray(value, schema);
  return isJsonObject(value) ? defaultedObject(value, schema) : value;
}

function defaultedArray(items: readonly Json[], schema: Schema): Json {
  const itemSchema = schema.items;
  if (itemSchema === undefined) return items;
  const result = items.map((item) => defaulted(orDefault(item, itemSchema), itemSchema) ?? null);
  return result.every((item, index) => item === items[index]) ? items : result;
}

function defaultedObject(object: JsonObject, schema: Schema): JsonObject {
  let result: Record<string, Json | undefined> | undefined;
  const changed = (): Record<string, Json | undefined> => (result ??= { ...object });
  for (const name in object) {
    const property = memberSchema(schema, name);
    const value = object[name];
    if (property === undefined) continue;
    if (value === null && !property.nullable && property.default === undefined) {
      delete changed()[name];
      continue;
    }
    const filled = defaulted(orDefault(value, property), property);
    if (filled !== value) changed()[name] = filled;
  }
  for (const [name, property] of schema.properties) {
    if (property.default === undefined || object[name] !== undefined) continue;
    changed()[name] = defaulted(property.default, property);
  }
  return result ?? object;
}

/** A null that is not allowed counts as absent. */
function orDefault(value: Json | undefined, schema: Schema): Json | undefined {
  return value === null && !schema.nullable && schema.default !== undefined ? schema.default : value;
}
