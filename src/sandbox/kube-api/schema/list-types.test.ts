import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../base/json.ts";
import { fieldErrorText } from "../errors/field-error.ts";
import { compileSchema } from "./compile-schema.ts";
import { listTypeErrors } from "./list-types.ts";

const set: JsonObject = { type: "array", "x-kubernetes-list-type": "set", items: { type: "string" } };
const map: JsonObject = {
  type: "array",
  "x-kubernetes-list-type": "map",
  "x-kubernetes-list-map-keys": ["name", "port"],
  items: { type: "object", properties: { name: { type: "string" }, port: { type: "integer" } } },
};

const cases: readonly (readonly [name: string, schema: JsonObject, value: Json, errors: readonly string[]])[] = [
  ["nothing of a set without repetition", set, ["a", "b"], []],
  ["a repeated item of a set once", set, ["a", "a", "a"], ['x[1]: Duplicate value: "a"']],
  [
    "nothing of different keys",
    map,
    [
      { name: "a", port: 1 },
      { name: "a", port: 2 },
    ],
    [],
  ],
  [
    "equal keys",
    map,
    [
      { name: "a", port: 1 },
      { name: "a", port: 1 },
    ],
    ['x[1]: Duplicate value: {"name":"a","port":1}'],
  ],
  ["an item without keys", map, ["a"], ['x[0]: Invalid value: "a": must be an object for an array of list-type map']],
];

describe("listTypeErrors tells", () => {
  it.each(cases)("%s", (_name, schema, value, errors) => {
    const holder = compileSchema({ type: "object", properties: { x: schema } });
    expect(listTypeErrors({ x: value }, holder).map(fieldErrorText)).toEqual(errors);
  });
});
