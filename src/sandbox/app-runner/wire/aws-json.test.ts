import { describe, expect, it } from "vitest";
import { awsJson } from "./aws-json.ts";
import type { WireValue } from "./aws-json.ts";
import { coarseTimestamp, preciseTimestamp } from "./timestamp.ts";

const table: readonly (readonly [string, WireValue, string])[] = [
  ["members in alphabetical order", { B: 1, A: true, C: ["x"] }, '{"A":true,"B":1,"C":["x"]}'],
  ["no undefined members", { A: undefined, B: { C: undefined } }, '{"B":{}}'],
  ["text with its escapes", { A: 'say "hi"\n' }, '{"A":"say \\"hi\\"\\n"}'],
  ["whole seconds", coarseTimestamp(1_742_895_933_000), "1.742895933E9"],
  ["seconds cut, not rounded", coarseTimestamp(1_621_449_932_999), "1.621449932E9"],
  ["milliseconds", preciseTimestamp(1_621_449_932_319), "1.621449932319E9"],
  ["a mantissa with at least one digit after the point", coarseTimestamp(2_000_000_000_000), "2.0E9"],
  ["the epoch", coarseTimestamp(0), "0.0E0"],
];

describe("awsJson", () => {
  it.each(table)("writes %s", (_name, value, text) => {
    expect(awsJson(value)).toBe(text);
  });

  it("writes what JSON.parse reads as the same number", () => {
    expect(JSON.parse(awsJson({ At: preciseTimestamp(1_767_225_600_123) }))).toEqual({ At: 1767225600.123 });
  });
});
