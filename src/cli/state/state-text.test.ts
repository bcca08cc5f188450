import { expect, it } from "vitest";
import { CliError } from "../cli-error.ts";
import { lastingText, parseState, type SavedState, stateText } from "./state-text.ts";

const state: SavedState = {
  appRunner: { nowMs: 1_000, aheadMs: 500, regions: [] },
  kubernetes: { revision: 7, objects: [] },
};
const text = (of: SavedState): string => stateText(of, lastingText(of));

it.each<readonly [string, SavedState]>([
  ["both parts", state],
  ["App Runner alone", { appRunner: { nowMs: 1_000, aheadMs: 0, regions: [] } }],
  ["nothing", {}],
])("a state of %s is read as it was written", (_what, written) => {
  expect(parseState(text(written), "my.state")).toEqual(written);
});

it("an empty file holds no state yet", () => {
  expect(parseState("\n", "my.state")).toEqual({});
});

it("what lasts does not change with time, and nothing but a change of it tells a change", () => {
  const later = { ...state, appRunner: { nowMs: 2_000, aheadMs: 500, regions: [] } };
  expect(lastingText(later)).toBe(lastingText(state));
  expect(lastingText({ ...later, appRunner: { ...later.appRunner, aheadMs: 501 } })).not.toBe(lastingText(state));
});

it.each<readonly [string, string, RegExp]>([
  [
    "a text",
    "once upon a time",
    /^my\.state is no state of this program, and stays as it is: give another --state, or move/,
  ],
  ["half a state", text(state).slice(0, 60), /^my\.state is no state of this program/],
  ["JSON of another kind", '{"services": []}', /^my\.state is no state of this program/],
  ["a list", "[1]", /^my\.state is no state of this program/],
  [
    "a later version",
    text(state).replace('"version":1', '"version":2'),
    /is of version 2, and this program knows version 1 /,
  ],
  [
    "a changed time",
    text(state).replace('"nowMs":1000', '"nowMs":1001'),
    /is damaged, or was changed by hand: put a copy/,
  ],
  ["a changed part", text(state).replace('"aheadMs":500', '"aheadMs":50'), /is damaged, or was changed by hand/],
  ["missing parts", text(state).replace(/"moving".*/, '"moving":{}}'), /is damaged, or was changed by hand/],
])("%s is refused, with the way out", (_what, given, message) => {
  expect(given).not.toBe(text(state));
  const parse = (): unknown => parseState(given, "my.state");
  expect(parse).toThrow(CliError);
  expect(parse).toThrow(message);
  expect(parse).toThrow(/or move it away to start anew$/);
});
