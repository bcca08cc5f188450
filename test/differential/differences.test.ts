import { describe, expect, it } from "vitest";
import type { Json } from "../../src/base/json.ts";
import { differences } from "./differences.ts";

describe("differences", () => {
  const cases: readonly (readonly [title: string, left: Json, right: Json, places: readonly string[]])[] = [
    ["finds none in equal values", { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ["does not care for the order of members", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ["tells the smallest places", { a: { b: 1, c: [1, 2] } }, { a: { b: 2, c: [1, 3] } }, ["a.b", "a.c[1]"]],
    ["tells a member that one side lacks", { a: 1 }, { b: 1 }, ["a", "b"]],
    ["tells null from absent", { a: null }, {}, ["a"]],
    ["tells lists of different lengths as a whole", { a: [1] }, { a: [1, 2] }, ["a"]],
    ["tells a list from an object", { a: [] }, { a: {} }, ["a"]],
    ["tells a number from its text", [1], ["1"], ["[0]"]],
  ];
  it.each(cases)("%s", (_title, left, right, places) => {
    expect(differences(left, right).map(({ at }) => at)).toEqual(places);
  });
});
