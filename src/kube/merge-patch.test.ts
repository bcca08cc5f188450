import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../base/json.ts";
import { stableJson } from "../base/stable-json.ts";
import { mergePatchBetween } from "./merge-patch.ts";
import { applyMergePatch } from "./testing/merge-patch.ts";

describe("mergePatchBetween", () => {
  it.each<[string, JsonObject, JsonObject, JsonObject | undefined]>([
    [
      "says nothing of equal objects, in any order of members",
      { a: 1, b: { c: [1] } },
      { b: { c: [1] }, a: 1 },
      undefined,
    ],
    ["adds, changes and removes members", { a: 1, b: 2 }, { b: 3, c: 4 }, { a: null, b: 3, c: 4 }],
    ["goes into objects", { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { a: { c: 3 } }],
    ["replaces lists as a whole", { a: [1, 2] }, { a: [1, 2, 3] }, { a: [1, 2, 3] }],
    ["replaces what changes its type", { a: { b: 1 }, c: [1] }, { a: [1], c: { d: 1 } }, { a: [1], c: { d: 1 } }],
    ["takes an undefined member as absent", { a: 1, b: undefined }, { a: undefined, c: undefined }, { a: null }],
    ["says nothing of undefined beside absent", { a: undefined }, { b: undefined }, undefined],
    ["adds an empty object", {}, { a: {} }, { a: {} }],
  ])("%s", (_name, before, after, expected) => {
    expect(mergePatchBetween(before, after)).toEqual(expected);
  });

  const value = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
    value: fc.oneof(
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom("x", true),
      fc.array(tie("value"), { maxLength: 2 }),
      tie("object"),
    ),
    object: fc.dictionary(fc.constantFrom("a", "b", "c"), tie("value"), { maxKeys: 3 }),
  }));

  it("yields a patch that turns the one into the other, for any two", () => {
    fc.assert(
      fc.property(value.object, value.object, (before, after) => {
        const patch = mergePatchBetween(before, after);
        expect(stableJson(applyMergePatch(before, patch ?? {}))).toBe(stableJson(after));
        expect(patch === undefined).toBe(stableJson(before) === stableJson(after));
      }),
      { numRuns: 500 },
    );
  });
});
