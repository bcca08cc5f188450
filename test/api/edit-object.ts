import { isJsonObject } from "../../src/base/json.ts";
import type { Json, JsonObject } from "../../src/base/json.ts";

/** New values by path (`a.b.c`); null removes what stands there. */
export type Edit = Readonly<Record<string, Json>>;

/** A copy of `object` with `edit` done; parents that are missing are made. */
export function editObject(object: JsonObject, edit: Edit): JsonObject {
  return Object.entries(edit).reduce((edited, [path, value]) => setAt(edited, path.split("."), value), object);
}

/** What stands at `path`; undefined when nothing does. */
export function valueAt(object: JsonObject, path: string): Json | undefined {
  return path
    .split(".")
    .reduce<Json | undefined>((value, step) => (isJsonObject(value) ? value[step] : undefined), object);
}

function setAt(object: JsonObject, [step = "", ...rest]: readonly string[], value: Json): JsonObject {
  const { [step]: old, ...others } = object;
  if (rest.length > 0) return { ...object, [step]: setAt(isJsonObject(old) ? old : {}, rest, value) };
  return value === null ? others : { ...object, [step]: value };
}
