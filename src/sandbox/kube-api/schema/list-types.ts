import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { stableJson } from "../../../base/stable-json.ts";
import { duplicate, invalid, type FieldError } from "../errors/field-error.ts";
import { childPath, indexPath, keyPath } from "./field-path.ts";
import type { Schema } from "./schema.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** The items that lists of type set and map hold more than once. */
export function listTypeErrors(value: Json | undefined, schema: Schema, path = ""): FieldError[] {
  if (isJsonArray(value)) {
    const items = schema.items;
    const nested =
      items === undefined ? [] : value.flatMap((item, index) => listTypeErrors(item, items, indexPath(path, index)));
    return [...ownErrors(value, schema, path), ...nested];
  }
  if (!isJsonObject(value)) return [];
  const { additionalProperties } = schema;
  return Object.entries(value).flatMap(([name, member]) => {
    const property = schema.properties.get(name);
    if (property !== undefined) return listTypeErrors(member, property, childPath(path, name));
    if (additionalProperties === undefined || additionalProperties === true) return [];
    return listTypeErrors(member, additionalProperties, keyPath(path, name));
  });
}

function ownErrors(items: readonly Json[], schema: Schema, path: string): FieldError[] {
  if (schema.listType === "set") return repeated(items, path, (item) => item);
  if (schema.listType !== "map") return [];
  const stray = items.findIndex((item) => item !== null && !isJsonObject(item));
  if (stray >= 0) {
    const detail = "must be an object for an array of list-type map";
    return [invalid(indexPath(path, stray), items[stray], detail)];
  }
  return repeated(items, path, (item) => listMapKey(item, schema.listMapKeys));
}

/** The members of an item that identify it in a list of type map. */
export function listMapKey(item: Json | undefined, keys: readonly string[]): JsonObject {
  if (!isJsonObject(item)) return {};
  return Object.fromEntries(keys.flatMap((key) => (item[key] === undefined ? [] : [[key, item[key]]])));
}

/** Each value that occurs again is told once, at its second place. */
function repeated(items: readonly Json[], path: string, identity: (item: Json) => Json): FieldError[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = stableJson(identity(item));
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 2 ? [duplicate(indexPath(path, index), identity(item))] : [];
  });
}
