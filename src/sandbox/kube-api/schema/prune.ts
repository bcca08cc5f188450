import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { memberSchema, type Schema } from "./schema.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** What pruning left, and the paths of what it took away, sorted: `spec.ports[0].typo`. */
export interface Pruned {
  readonly value: JsonObject;
  readonly unknownFields: readonly string[];
}

/**
 * Removes the members of an object that its schema does not know, except for those of type and metadata. `metadata` is
 * the schema for the metadata of objects that are embedded in it.
 */
export function prune(object: JsonObject, schema: Schema, metadata: Schema): Pruned {
  const pruning = new Pruning(metadata);
  const value = pruning.members(object, { ...schema, embeddedResource: true }, "", true);
  return { value, unknownFields: pruning.unknown.toSorted() };
}

const typeMembers = new Set(["apiVersion", "kind", "metadata"]);

class Pruning {
  readonly unknown: string[] = [];
  readonly #metadata: Schema;

  constructor(metadata: Schema) {
    this.#metadata = metadata;
  }

  members(object: JsonObject, schema: Schema, path: string, isRoot: boolean): JsonObject {
    const kept: Record<string, Json | undefined> = {};
    for (const name in object) {
      const at = path === "" ? name : `${path}.${name}`;
      if (schema.embeddedResource && typeMembers.has(name)) {
        kept[name] = isRoot || name !== "metadata" ? object[name] : this.#value(object[name], this.#metadata, at);
        continue;
      }
      const found = memberSchema(schema, name);
      if (found !== undefined) kept[name] = this.#value(object[name], found, at);
      else if (schema.additionalProperties === true || schema.preserveUnknownFields) kept[name] = object[name];
      else this.unknown.push(at);
    }
    return kept;
  }

  #value(value: Json | undefined, schema: Schema, path: string): Json | undefined {
    if (isJsonArray(value)) {
      const items = schema.items;
      if (items === undefined) return value;
      return value.map((item: Json, index) => this.#value(item, items, `${path}[${index}]`) ?? null);
    }
    return isJsonObject(value) ? this.members(value, schema, path, false) : value;
  }
}
