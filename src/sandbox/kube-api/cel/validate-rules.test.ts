import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../base/json.ts";
import { fieldErrorText } from "../errors/field-error.ts";
import { compileSchema } from "../schema/compile-schema.ts";
import { oldValue } from "../schema/old-value.ts";
import { compileRules } from "./compile-rules.ts";
import { createCelEnvironment } from "./environment.ts";
import { validateRules } from "./validate-rules.ts";

/** The violations of an object with one member `x` of the given schema. */
function violations(schema: JsonObject, value: Json, old?: Json): string[] {
  const whole = compileSchema({ type: "object", properties: { x: schema } });
  const rules = compileRules(whole, createCelEnvironment());
  if (rules === undefined) throw new Error("the schema has no rules");
  const object = { apiVersion: "example.com/v1", kind: "A", metadata: { name: "a" }, x: value };
  const before = old === undefined ? undefined : { ...object, x: old };
  return validateRules(rules, object, oldValue(object, before, whole)).map(fieldErrorText);
}

const rule = (text: string, more: JsonObject = {}): JsonObject => ({
  "x-kubernetes-validations": [{ rule: text, message: "no", ...more }],
});
const text = (source: string, more?: JsonObject): JsonObject => ({ type: "string", ...rule(source, more) });
const integer: JsonObject = { type: "integer" };
const strings: JsonObject = { type: "array", items: { type: "string" } };
const ports: JsonObject = {
  type: "array",
  "x-kubernetes-list-type": "map",
  "x-kubernetes-list-map-keys": ["name"],
  items: { type: "object", properties: { name: { type: "string" }, port: integer } },
};

type Holding = readonly [name: string, schema: JsonObject, value: Json, old?: Json];

describe("a rule holds", () => {
  const cases: readonly Holding[] = [
    ["over integers", { ...integer, ...rule("self * 2 == 6") }, 3],
    ["over numbers", { type: "number", ...rule("self > 0.5") }, 1],
    [
      "over times",
      { type: "string", format: "date-time", ...rule("self < timestamp('2030-01-01T00:00:00Z')") },
      "2026-01-01T00:00:00Z",
    ],
    ["over durations", { type: "string", format: "duration", ...rule("self <= duration('1h')") }, "30m"],
    ["with RE2's syntax", text(String.raw`self.matches('(?i)^\\pL+$')`), "Äbc"],
    [
      "over an integer or string",
      { "x-kubernetes-int-or-string": true, ...rule("type(self) == int ? self > 1 : self == 'a'") },
      2,
    ],
    ["over maps", { type: "object", additionalProperties: integer, ...rule("self.all(k, self[k] > 0)") }, { a: 1 }],
    [
      "over names that CEL cannot write",
      { type: "object", properties: { "a-b": integer, in: integer }, ...rule("self.a__dash__b == self.__in__") },
      { "a-b": 1, in: 1 },
    ],
    [
      "where null counts as absent",
      { type: "object", properties: { a: { ...integer, nullable: true } }, ...rule("!has(self.a)") },
      { a: null },
    ],
    ["over optional members", { type: "object", properties: { a: integer }, ...rule("self.?a.orValue(7) == 7") }, {}],
    [
      "over one of several",
      {
        type: "object",
        properties: { a: integer, b: integer },
        ...rule("[has(self.a), has(self.b)].exists_one(x, x)"),
      },
      { a: 1 },
    ],
    ["that is not asked for without an old value", text("self == oldSelf"), "a"],
    [
      "over sets without their order",
      { ...strings, "x-kubernetes-list-type": "set", ...rule("self == oldSelf") },
      ["b", "a"],
      ["a", "b"],
    ],
    [
      "over lists of type map without their order",
      { ...ports, ...rule("self == oldSelf") },
      [{ name: "b" }, { name: "a" }],
      [{ name: "a" }, { name: "b" }],
    ],
    [
      "with an old self that is optional",
      text("oldSelf.hasValue() ? self == oldSelf.value() : self == 'a'", { optionalOldSelf: true }),
      "a",
    ],
    [
      "with functions of strings",
      text("self.replace('a', 'b').charAt(0) == 'b' && self.find('[0-9]+') == '12'"),
      "a12",
    ],
    ["with functions of lists", { ...strings, ...rule("self.isSorted() && self.indexOf('b') == 1") }, ["a", "b"]],
    [
      "with functions of sets",
      { ...strings, ...rule("sets.contains(self, ['a']) && !sets.intersects(self, ['z'])") },
      ["a", "b"],
    ],
    ["over the operator !=", text("self != 'b'"), "a"],
    ["that keeps the order of operations", { ...integer, ...rule("10 - (4 - 2) == self") }, 8],
  ];
  it.each(cases.map(([name, ...given]) => ({ name, given })))("$name", ({ given: [schema, value, old] }) => {
    expect(violations(schema, value, old)).toEqual([]);
  });
});

/** A value, and what it was before an update. */
interface Values {
  readonly value: Json;
  readonly old?: Json;
}

describe("a rule that does not hold", () => {
  it.each<readonly [name: string, schema: JsonObject, values: Values, error: string]>([
    ["tells its message", text("self == 'b'"), { value: "a" }, 'x: Invalid value: "a": no'],
    [
      "tells itself without one",
      { type: "string", "x-kubernetes-validations": [{ rule: " self == 'b' " }] },
      { value: "a" },
      "x: Invalid value: \"a\": failed rule: self == 'b'",
    ],
    [
      "computes its message",
      text("self == 'b'", { messageExpression: "'found ' + self" }),
      { value: "a" },
      'x: Invalid value: "a": found a',
    ],
    [
      "falls back on its message",
      text("self == 'b'", { messageExpression: "self.substring(9)" }),
      { value: "a" },
      'x: Invalid value: "a": no',
    ],
    [
      "leaves out objects",
      { type: "object", properties: { a: integer }, ...rule("has(self.a)") },
      { value: {} },
      "x: Invalid value: no",
    ],
    [
      "points below itself",
      {
        type: "object",
        properties: { a: integer },
        ...rule("has(self.a)", { fieldPath: ".a", reason: "FieldValueRequired" }),
      },
      { value: {} },
      "x.a: Required value: no",
    ],
    ["forbids", text("false", { reason: "FieldValueForbidden" }), { value: "a" }, "x: Forbidden: no"],
    ["keeps a value", text("self == oldSelf"), { value: "a", old: "b" }, 'x: Invalid value: "a": no'],
    [
      "keeps an item of a list of type map",
      {
        ...ports,
        items: {
          type: "object",
          properties: { name: { type: "string" }, port: { ...integer, ...rule("self == oldSelf") } },
        },
      },
      {
        value: [
          { name: "b", port: 2 },
          { name: "a", port: 3 },
        ],
        old: [{ name: "a", port: 1 }],
      },
      "x[1].port: Invalid value: 3: no",
    ],
    [
      "tells an error of its own",
      { type: "object", additionalProperties: integer, ...rule("self.missing == 1") },
      { value: {} },
      'x: Invalid value: "object": no such key: missing evaluating rule: no',
    ],
  ])("%s", (_name, schema, { value, old }, error) => {
    expect(violations(schema, value, old)).toEqual([error]);
  });

  it("is forgiven where an update leaves the value as it was", () => {
    expect(violations(text("self == 'b'"), "a", "a")).toEqual([]);
  });
});

describe("the rules of an object as a whole", () => {
  it("see its name", () => {
    const schema = compileSchema({ type: "object", properties: {}, ...rule("self.metadata.name == 'b'") });
    const rules = compileRules(schema, createCelEnvironment());
    const object = { apiVersion: "v1", kind: "A", metadata: { name: "a", labels: {} } };
    expect(rules === undefined ? [] : validateRules(rules, object, undefined).map(fieldErrorText)).toEqual([
      "<nil>: Invalid value: no",
    ]);
  });
});

describe("compiling a rule refuses", () => {
  it.each<readonly [name: string, rule: string, message: string]>([
    ["a member that is not there", "self.b == 1", "ERROR: <input>:1:5: undefined field 'b'\n | self.b == 1\n | ....^"],
    [
      "such a member of an item",
      "self.l.all(x, x.c > 0)",
      "ERROR: <input>:1:16: undefined field 'c'\n | self.l.all(x, x.c > 0)\n | ...............^",
    ],
  ])("%s", (_name, source, message) => {
    const items = { type: "object", properties: { d: integer } };
    const schema = compileSchema({
      type: "object",
      properties: { x: { type: "object", properties: { a: integer, l: { type: "array", items } }, ...rule(source) } },
    });
    expect(() => compileRules(schema, createCelEnvironment())).toThrow(message);
  });

  it("a function that this library lacks", () => {
    const schema = compileSchema({
      type: "object",
      properties: { x: text("quantity(self).isGreaterThan(quantity('1'))") },
    });
    expect(() => compileRules(schema, createCelEnvironment())).toThrow("quantity");
  });
});
