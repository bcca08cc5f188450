import { describe, expect, it } from "vitest";
import { edited } from "./manifest.ts";
import { manifestDiff } from "./manifest-diff.ts";

describe("an edit", () => {
  it.each([
    ["changes a member and keeps the others", { a: 1, b: 2 }, { b: 3 }, { a: 1, b: 3 }],
    ["reaches into objects", { a: { b: 1, c: 2 } }, { a: { b: 5 } }, { a: { b: 5, c: 2 } }],
    ["adds objects", { a: 1 }, { b: { c: 2 } }, { a: 1, b: { c: 2 } }],
    ["replaces lists", { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ["removes what is null", { a: 1, b: { c: 2, d: 3 } }, { a: null, b: { c: null } }, { b: { d: 3 } }],
  ])("%s", (_sentence, before, patch, after) => {
    expect(edited(before, patch)).toEqual(after);
  });
});

describe("the diff of two manifests", () => {
  const lines = (before: object, after: object): readonly string[] =>
    manifestDiff([before].flat() as never, [after].flat() as never).map(({ sign, text }) => `${sign}${text}`);

  it.each([
    ["is empty when nothing changes", { a: 1 }, { a: 1 }, []],
    ["shows a new manifest whole", [], { a: 1 }, ["+a: 1"]],
    [
      "shows several manifests as one file",
      [{ a: 1 }, { b: 2 }],
      [{ a: 1 }, { b: 3 }],
      [" a: 1", " ---", "-b: 2", "+b: 3"],
    ],
    [
      "shows a change between what stands around it",
      { a: 1, b: 2, c: 3 },
      { a: 1, b: 5, c: 3 },
      [" a: 1", "-b: 2", "+b: 5", " c: 3"],
    ],
    [
      "leaves out what is far away",
      { a: 1, b: 2, c: 3, d: 4 },
      { a: 1, b: 2, c: 3, d: 5 },
      [" b: 2", " c: 3", "-d: 4", "+d: 5"],
    ],
  ])("%s", (_sentence, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });
});
