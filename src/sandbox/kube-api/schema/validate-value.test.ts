import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../base/json.ts";
import { fieldErrorText } from "../errors/field-error.ts";
import { compileSchema } from "./compile-schema.ts";
import { oldValue } from "./old-value.ts";
import { validateValue } from "./validate-value.ts";

function errorsOf(schema: JsonObject, value: Json): string[] {
  const compiled = compileSchema({ type: "object", properties: { x: schema } });
  return validateValue({ x: value }, compiled, { path: "" }).map(fieldErrorText);
}

const cases: readonly (readonly [name: string, schema: JsonObject, value: Json, errors: readonly string[]])[] = [
  ["a type", { type: "string" }, 1, ['x: Invalid value: "integer": x in body must be of type string: "integer"']],
  ["a null", { type: "string" }, null, ['x: Invalid value: "null": x in body must be of type string: "null"']],
  ["a null that is allowed", { type: "string", nullable: true }, null, []],
  ["a whole number as a number", { type: "number" }, 1, []],
  [
    "a fraction as an integer",
    { type: "integer" },
    1.5,
    ['x: Invalid value: "number": x in body must be of type integer: "number"'],
  ],
  [
    "an integer or a string",
    { "x-kubernetes-int-or-string": true },
    true,
    ['x: Invalid value: "boolean": x in body must be of type integer,string: "boolean"'],
  ],
  ["an enum", { type: "string", enum: ["a", "b"] }, "c", ['x: Unsupported value: "c": supported values: "a", "b"']],
  [
    "a text that is too long, in characters",
    { type: "string", maxLength: 2 },
    "äöü",
    ["x: Too long: may not be more than 2 bytes"],
  ],
  ["a text that is not too long, in characters", { type: "string", maxLength: 3 }, "äöü", []],
  [
    "a text that is too short",
    { type: "string", minLength: 1 },
    "",
    ['x: Invalid value: "": x in body should be at least 1 chars long'],
  ],
  ["a pattern, which need not match all of it", { type: "string", pattern: "b" }, "abc", []],
  [
    "a pattern",
    { type: "string", pattern: "^[a-z]+$" },
    "A",
    ["x: Invalid value: \"A\": x in body should match '^[a-z]+$'"],
  ],
  [
    "a format",
    { type: "string", format: "date-time" },
    "now",
    ['x: Invalid value: "now": x in body must be of type date-time: "now"'],
  ],
  [
    "a minimum",
    { type: "integer", minimum: 1 },
    0,
    ["x: Invalid value: 0: x in body should be greater than or equal to 1"],
  ],
  [
    "an exclusive maximum",
    { type: "integer", maximum: 3, exclusiveMaximum: true },
    3,
    ["x: Invalid value: 3: x in body should be less than 3"],
  ],
  [
    "too many items",
    { type: "array", items: { type: "integer" }, maxItems: 1 },
    [1, 2],
    ["x: Too many: 2: must have at most 1 item"],
  ],
  [
    "an item",
    { type: "array", items: { type: "integer" } },
    ["a"],
    ['x[0]: Invalid value: "string": x[0] in body must be of type integer: "string"'],
  ],
  [
    "a member of a map",
    { type: "object", additionalProperties: { type: "integer" } },
    { a: "b" },
    ['x.a: Invalid value: "string": x.a in body must be of type integer: "string"'],
  ],
  [
    "a required member",
    { type: "object", properties: { a: { type: "string" } }, required: ["a"] },
    {},
    ["x.a: Required value"],
  ],
  [
    "none of oneOf",
    { type: "string", oneOf: [{ maxLength: 1 }, { pattern: "^z" }] },
    "ab",
    [
      '<nil>: Invalid value: "": "x" must validate one and only one schema (oneOf). Found none valid',
      "x: Too long: may not be more than 1 byte",
    ],
  ],
  [
    "an embedded object without a kind",
    { type: "object", "x-kubernetes-embedded-resource": true },
    { apiVersion: "v1" },
    ["x.kind: Required value"],
  ],
];

describe("validateValue tells", () => {
  it.each(cases)("%s", (_name, schema, value, errors) => {
    expect(errorsOf(schema, value)).toEqual(errors);
  });
});

describe("validateValue on an update", () => {
  const schema = compileSchema({
    type: "object",
    properties: {
      a: { type: "integer", maximum: 1 },
      list: {
        type: "array",
        "x-kubernetes-list-type": "map",
        "x-kubernetes-list-map-keys": ["key"],
        items: { type: "object", properties: { key: { type: "string" }, n: { type: "integer", maximum: 1 } } },
      },
    },
  });
  const update = (value: Json, old: Json): string[] =>
    validateValue(value, schema, { path: "", old: oldValue(value, old, schema) }).map(({ field }) => field);

  it.each<readonly [name: string, value: Json, old: Json, fields: readonly string[]]>([
    ["forgives what was wrong before", { a: 5 }, { a: 5 }, []],
    ["does not forgive what is wrong anew", { a: 6 }, { a: 5 }, ["a"]],
    [
      "follows items of lists of type map",
      {
        list: [
          { key: "y", n: 1 },
          { key: "x", n: 5 },
        ],
      },
      { list: [{ key: "x", n: 5 }] },
      [],
    ],
    ["tells an item that changed", { list: [{ key: "x", n: 6 }] }, { list: [{ key: "x", n: 5 }] }, ["list[0].n"]],
  ])("%s", (_name, value, old, fields) => {
    expect(update(value, old)).toEqual(fields);
  });
});
