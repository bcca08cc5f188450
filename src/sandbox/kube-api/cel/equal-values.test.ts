import { evaluate } from "@marcbachmann/cel-js";
import { describe, expect, it } from "vitest";
import { equalValues } from "./equal-values.ts";
import { markList } from "./list-kind.ts";

const set = (...items: readonly unknown[]): unknown[] => markList([...items], "set", []);

describe("equalValues", () => {
  it.each<readonly [name: string, left: unknown, right: unknown, equal: boolean]>([
    ["integers and numbers by their worth", 1n, 1, true],
    ["texts", "a", "b", false],
    ["a text and a number", "1", 1n, false],
    ["lists in their order", [1n, 2n], [2n, 1n], false],
    ["sets in any order", set("a", "b"), set("b", "a"), true],
    [
      "maps in any order",
      new Map([
        ["a", 1n],
        ["b", 2n],
      ]),
      new Map([
        ["b", 2n],
        ["a", 1n],
      ]),
      true,
    ],
    ["maps of different members", new Map([["a", 1n]]), new Map([["b", 1n]]), false],
    ["times", new Date(1000), new Date(1000), true],
    ["durations", evaluate("duration('60s')"), evaluate("duration('1m')"), true],
    ["different durations", evaluate("duration('60s')"), evaluate("duration('2m')"), false],
    ["bytes", new Uint8Array([1]), new Uint8Array([1]), true],
    ["nothing and something", null, "a", false],
  ])("compares %s", (_name, left, right, equal) => {
    expect(equalValues(left, right)).toBe(equal);
    expect(equalValues(right, left)).toBe(equal);
  });
});
