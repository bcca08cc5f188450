import { expect, it } from "vitest";
import { wantsColour } from "./wants-colour.ts";

it.each([
  ["on a terminal", true, {}, true],
  ["on a terminal where NO_COLOR is empty", true, { NO_COLOR: "" }, true],
  ["not where NO_COLOR is set", true, { NO_COLOR: "0" }, false],
  ["not in a pipe or a file", false, {}, false],
])("colours %s", (_sentence, isTTY, env, expected) => {
  const stderr = { isTTY, columns: 80, write: () => undefined };
  expect(wantsColour({ stderr, env })).toBe(expected);
});
