import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { age } from "./age.ts";
import { compileJsonPath, printJson } from "./json-path.ts";
import { nameColumn } from "./columns.ts";
import type { Column } from "./kind.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

const defaultColumns: readonly JsonObject[] = [
  {
    name: "Age",
    type: "date",
    description:
      "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed " +
      "to be set in happens-before order across separate operations. Clients may not set this value. It is represented " +
      "in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: " +
      "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
    jsonPath: ".metadata.creationTimestamp",
  },
];

/** The columns of a custom resource: the name, and what its definition adds or else the age. */
export function customColumns(definitions: Json | undefined): readonly Column[] {
  const added = isJsonArray(definitions) && definitions.length > 0 ? definitions.filter(isJsonObject) : defaultColumns;
  return [nameColumn, ...added.map(customColumn)];
}

function customColumn(definition: JsonObject): Column {
  const jsonPath = String(definition["jsonPath"]);
  const find = compileJsonPath(jsonPath);
  const type = definition["type"] as Column["type"];
  const description = definition["description"];
  return {
    name: String(definition["name"]),
    type,
    format: typeof definition["format"] === "string" ? definition["format"] : "",
    description:
      typeof description === "string" && description !== ""
        ? description
        : `Custom resource definition column (in JSONPath format): ${jsonPath}`,
    priority: typeof definition["priority"] === "number" ? definition["priority"] : 0,
    cell: (object, nowMs) => cellOf(type, find(object)[0], nowMs),
  };
}

/** Values of another type than the column's are left out. */
function cellOf(type: Column["type"], value: Json | undefined, nowMs: number): Json {
  if (value === undefined || value === null) return null;
  switch (type) {
    case "string":
      return printJson(value) ?? null;
    case "integer":
      return typeof value === "number" ? Math.trunc(value) : null;
    case "number":
      return typeof value === "number" ? value : null;
    case "boolean":
      return typeof value === "boolean" ? value : null;
    case "date":
      return typeof value === "string" ? age(value, nowMs) : null;
  }
}
