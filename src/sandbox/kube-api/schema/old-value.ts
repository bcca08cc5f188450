import { isJsonObject, type Json } from "../../../base/json.ts";
import { stableJson } from "../../../base/stable-json.ts";
import { equalJson } from "../objects/equal-json.ts";
import { listMapKey } from "./list-types.ts";
import { memberSchema, type Schema } from "./schema.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/**
 * The value that an update found at the place of a new one. Members of objects, and items of lists of type map, have a
 * counterpart; items of other lists have none, as there is no telling which became which.
 */
export interface OldValue {
  readonly value: Json | undefined;
  isUnchanged(): boolean;
  /** Undefined: nothing to compare with. */
  member(name: string): OldValue | undefined;
  item(index: number): OldValue | undefined;
}

export function oldValue(value: Json, old: Json | undefined, schema: Schema | undefined): OldValue | undefined {
  if (old === undefined) return undefined;
  let unchanged: boolean | undefined;
  return {
    value: old,
    isUnchanged: () => (unchanged ??= equalJson(value, old)),
    member(name) {
      if (!isJsonObject(value) || !isJsonObject(old)) return undefined;
      return oldValue(value[name] ?? null, old[name], memberSchema(schema, name));
    },
    item(index) {
      if (schema?.listType !== "map" || !isJsonArray(value) || !isJsonArray(old)) return undefined;
      const item = value[index] ?? null;
      return oldValue(item, correlatedItem(item, old, schema.listMapKeys), schema.items);
    },
  };
}

/** The first item of `olds` with the same map keys. */
function correlatedItem(item: Json, olds: readonly Json[], keys: readonly string[]): Json | undefined {
  const wanted = stableJson(listMapKey(item, keys));
  return olds.find((old) => isJsonObject(old) && stableJson(listMapKey(old, keys)) === wanted);
}
