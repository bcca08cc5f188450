import { notesKeyword, type Mutability } from "../../../src/api/schema/field-notes.ts";
import { objectOf } from "../../../src/api/schema/parts.ts";
import { isJsonObject, type JsonObject } from "../../../src/base/json.ts";

/** One field of a spec: a scalar, a map or a list. */
export interface Field {
  readonly path: string;
  readonly mutability: Mutability;
}

/** Every field of the spec of a whole object's schema, references included. */
export function fieldsOf(schema: object): readonly Field[] {
  const root = JSON.parse(JSON.stringify(schema)) as JsonObject;
  return below(objectOf(objectOf(root["properties"])["spec"]), "");
}

function below(schema: JsonObject, path: string): readonly Field[] {
  const { properties } = schema;
  if (isJsonObject(properties)) {
    return Object.entries(properties).flatMap(([name, member]) =>
      below(objectOf(member), path === "" ? name : `${path}.${name}`),
    );
  }
  const { mutability = "in place" } = objectOf(schema[notesKeyword]) as { readonly mutability?: Mutability };
  return [{ path, mutability }];
}
