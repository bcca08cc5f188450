import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { memberSchema, type Schema } from "./schema.ts";

/** What pruning left, and the paths of what it took away, sorted: `spec.ports[0].typo`. */
export interface Pruned {
  readonly value: JsonObject;
  readonly unknownFields: readonly string[];
}

const typeAndMeta = new Set(["apiVersion", "kind", "metadata"]);

/** Removes the members of an object that its schema does not know, except for those of type and metadata. */
export function prune(object: JsonObject, schema: Schema): Pruned {
  const unknown: string[] = [];
  const known = Object.entries(object).flatMap(([name, value]): [string, Json | undefined][] => {
    if (typeAndMeta.has(name)) return [[name, value]];
    const kept = pruneMember(name, value, schema, name, unknown);
    return kept === undefined ? [] : [kept];
  });
  return { value: Object.fromEntries(known), unknownFields: unknown.toSorted() };
}

function pruneMember(
  name: string,
  value: Json | undefined,
  schema: Schema,
  path: string,
  unknown: string[],
): [string, Json | undefined] | undefined {
  const found = memberSchema(schema, name);
  if (found !== undefined) return [name, pruneValue(value, found, path, unknown)];
  if (schema.additionalProperties === true || schema.preserveUnknownFields) return [name, value];
  unknown.push(path);
  return undefined;
}

function pruneValue(value: Json | undefined, schema: Schema, path: string, unknown: string[]): Json | undefined {
  if (Array.isArray(value)) {
    const items = schema.items;
    if (items === undefined) return value;
    return value.map((item, index) => pruneValue(item, items, `${path}[${index}]`, unknown) ?? null);
  }
  if (!isJsonObject(value)) return value;
  const kept: Record<string, Json | undefined> = {};
  for (const name in value) {
    const member = pruneMember(name, value[name], schema, `${path}.${name}`, unknown);
    if (member !== undefined) kept[name] = member[1];
  }
  return kept;
}
