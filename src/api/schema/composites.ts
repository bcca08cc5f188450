import { Type } from "typebox";
import type { TArray, TObject, TProperties, TSchema, TUnsafe } from "typebox";
import { fieldKeywords } from "./field-notes.ts";
import type { FieldOptions } from "./field-notes.ts";

/** An object with named members; those not wrapped in `Type.Optional` are required. */
export function structure<Members extends TProperties>(members: Members, options: FieldOptions): TObject<Members> {
  return Type.Object(members, fieldKeywords(options));
}

/** A map from names to strings. */
export function textMap(
  options: FieldOptions & {
    readonly maxEntries: number;
    readonly value: { readonly minLength?: number; readonly maxLength: number };
  },
): TUnsafe<Record<string, string>> {
  return Type.Unsafe<Record<string, string>>({
    ...fieldKeywords(options),
    type: "object",
    additionalProperties: { type: "string", ...options.value },
    maxProperties: options.maxEntries,
    "x-kubernetes-map-type": "granular",
  });
}

/** A list of objects of which at most one has the same `key`; server-side apply merges it by that key. */
export function listByKey<Item extends TSchema>(
  item: Item,
  options: FieldOptions & { readonly key: string; readonly maxItems: number },
): TArray<Item> {
  return Type.Array(item, {
    ...fieldKeywords(options),
    maxItems: options.maxItems,
    "x-kubernetes-list-type": "map",
    "x-kubernetes-list-map-keys": [options.key],
  });
}

/** A list of different strings in no order. */
export function textSet(
  options: FieldOptions & { readonly maxItems: number; readonly maxLength: number },
): TUnsafe<string[]> {
  return Type.Unsafe<string[]>({
    ...fieldKeywords(options),
    type: "array",
    items: { type: "string", maxLength: options.maxLength },
    maxItems: options.maxItems,
    "x-kubernetes-list-type": "set",
  });
}

/** A list that is owned and replaced as a whole. */
export function atomicList<Item extends TSchema>(
  item: Item,
  options: FieldOptions & { readonly maxItems: number },
): TArray<Item> {
  return Type.Array(item, {
    ...fieldKeywords(options),
    maxItems: options.maxItems,
    "x-kubernetes-list-type": "atomic",
  });
}
