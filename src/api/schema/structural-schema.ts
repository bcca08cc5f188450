import { isJsonObject } from "../../base/json.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import { notesKeyword } from "./field-notes.ts";

/** The schema as a CRD takes it: plain JSON without our own keyword. */
export function structuralSchema(schema: object): JsonObject {
  const plain = withoutNotes(JSON.parse(JSON.stringify(schema)) as Json);
  if (!isJsonObject(plain)) throw new TypeError("a schema must be an object");
  return plain;
}

function withoutNotes(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([keyword]) => keyword !== notesKeyword)
      .map(([keyword, member]) => [keyword, member === undefined ? undefined : withoutNotes(member)]),
  );
}
