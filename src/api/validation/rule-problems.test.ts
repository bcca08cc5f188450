import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../base/json.ts";
import { ruleProblems } from "./rule-problems.ts";

/** The schema of an object with one member, which carries one rule. */
function withRule(rule: string, member: JsonObject, fieldPath?: string): JsonObject {
  const validation = { rule, message: "do otherwise", ...(fieldPath === undefined ? {} : { fieldPath }) };
  return { type: "object", properties: { it: { ...member, "x-kubernetes-validations": [validation] } } };
}

const integer = { type: "integer" };
const refusedAt = (field: string) => [{ field, message: "do otherwise" }];

describe("the evaluation of CEL rules", () => {
  it.each([
    { name: "a rule that holds", schema: withRule("self > 2", integer), value: 3, problems: [] },
    { name: "a rule that does not hold", schema: withRule("self > 2", integer), value: 2, problems: refusedAt("it") },
    { name: "a rule about an absent member", schema: withRule("false", integer), value: undefined, problems: [] },
    {
      name: "a rule about null, which counts as absent",
      schema: withRule("false", integer),
      value: null,
      problems: [],
    },
    {
      name: "a number that may be a string, and is one",
      schema: withRule("type(self) == string", { "x-kubernetes-int-or-string": true }),
      value: "80",
      problems: [],
    },
    {
      name: "a number that may be a string, and is none",
      schema: withRule("type(self) == int", { "x-kubernetes-int-or-string": true }),
      value: 80,
      problems: [],
    },
    {
      name: "a rule that names another field",
      schema: withRule("has(self.b)", { type: "object", properties: {} }, ".b"),
      value: { a: 1 },
      problems: refusedAt("it.b"),
    },
    {
      name: "a rule about a map's names",
      schema: withRule("self.all(name, name != 'bad')", { type: "object", additionalProperties: { type: "string" } }),
      value: { good: "1", bad: "2" },
      problems: refusedAt("it"),
    },
  ])("judges $name", ({ schema, value, problems }) => {
    const manifest: JsonObject = { it: value };
    expect(ruleProblems(schema, manifest, undefined)).toEqual(problems);
  });
});

describe("a rule that compares with the old value", () => {
  const schema = withRule("self == oldSelf", integer);

  it.each<{ name: string; before: JsonObject | undefined; problems: unknown[] }>([
    { name: "holds on create", before: undefined, problems: [] },
    { name: "holds where nothing stood before", before: {}, problems: [] },
    { name: "holds when nothing changed", before: { it: 1 }, problems: [] },
    { name: "is broken by a change", before: { it: 2 }, problems: refusedAt("it") },
  ])("$name", ({ before, problems }) => {
    expect(ruleProblems(schema, { it: 1 }, before)).toEqual(problems);
  });

  const item: JsonObject = {
    type: "object",
    properties: { value: { type: "string", "x-kubernetes-validations": [{ rule: "self == oldSelf", message: "no" }] } },
  };
  const keyed: JsonObject = {
    type: "array",
    items: item,
    "x-kubernetes-list-type": "map",
    "x-kubernetes-list-map-keys": ["key"],
  };
  const before: Json = [
    { key: "a", value: "1" },
    { key: "b", value: "2" },
  ];

  it.each<{ name: string; value: Json; problems: unknown[] }>([
    { name: "follows an item of a keyed list to its new place", value: before.toReversed(), problems: [] },
    { name: "lets a keyed list get an item", value: [...before, { key: "c", value: "3" }], problems: [] },
    {
      name: "finds the changed item of a keyed list",
      value: [
        { key: "b", value: "2" },
        { key: "a", value: "9" },
      ],
      problems: [{ field: "it[1].value", message: "no" }],
    },
  ])("$name", ({ value, problems }) => {
    const list: JsonObject = { type: "object", properties: { it: keyed } };
    expect(ruleProblems(list, { it: value }, { it: before })).toEqual(problems);
  });
});
