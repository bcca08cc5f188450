import { isJsonObject } from "../../base/json.ts";
import type { JsonObject } from "../../base/json.ts";
import { notesKeyword } from "../schema/field-notes.ts";
import type { FieldNotes, Mutability } from "../schema/field-notes.ts";
import { objectOf, textOf, textsOf } from "../schema/parts.ts";
import { isRules } from "../schema/rule.ts";
import type { Rule } from "../schema/rule.ts";

/** One member of an object, as the reference shows it. */
export interface ReferenceField {
  readonly name: string;
  readonly schema: JsonObject;
  readonly notes: FieldNotes;
  readonly required: boolean;
  /** The section that describes the members of the object, or of a list's objects; undefined for other types. */
  readonly section: string | undefined;
  readonly rules: readonly Rule[];
}

/** One object of the schema with its members. */
export interface ReferenceSection {
  /** Such as `spec.sourceConfiguration` or `spec.tags[]`. */
  readonly path: string;
  readonly description: string;
  readonly fields: readonly ReferenceField[];
  readonly rules: readonly Rule[];
}

/**
 * The object schema at `path` and all objects below it, parents first.
 * @param inherited how an edit of a list that it is in reaches the resource: what is in a list is edited with it.
 */
export function schemaSections(schema: JsonObject, path: string, inherited?: Mutability): readonly ReferenceSection[] {
  const properties = objectOf(schema["properties"]);
  const required = textsOf(schema["required"]);
  const members = Object.entries(properties).map(([name, member]) => {
    const memberSchema = objectOf(member);
    const own = notesOf(memberSchema);
    const mutability = own.mutability ?? inherited;
    const notes: FieldNotes = { ...own, ...(mutability !== undefined && { mutability }) };
    return { name, schema: memberSchema, notes, inner: innerObject(memberSchema, `${path}.${name}`) };
  });
  const fields = members.map(({ name, schema: member, notes, inner }) => ({
    name,
    schema: member,
    notes,
    required: required.includes(name),
    section: inner?.path,
    rules: inner === undefined ? rulesOf(member) : [],
  }));
  return [
    { path, description: textOf(schema["description"]), fields, rules: rulesOf(schema) },
    ...members.flatMap(({ inner, notes }) =>
      inner === undefined
        ? []
        : schemaSections(inner.schema, inner.path, inner.path.endsWith("[]") ? notes.mutability : inherited),
    ),
  ];
}

function innerObject(schema: JsonObject, path: string): { schema: JsonObject; path: string } | undefined {
  if (isJsonObject(schema["properties"])) return { schema, path };
  const items = objectOf(schema["items"]);
  return isJsonObject(items["properties"]) ? { schema: items, path: `${path}[]` } : undefined;
}

function notesOf(schema: JsonObject): FieldNotes {
  return objectOf(schema[notesKeyword]);
}

function rulesOf(schema: JsonObject): readonly Rule[] {
  const rules: unknown = schema["x-kubernetes-validations"];
  return isRules(rules) ? rules : [];
}
