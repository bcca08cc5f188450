import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { askOnTerminal } from "./ask-on-terminal.ts";

function terminal(isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY });
  const controller = new AbortController();
  const answer = askOnTerminal("Go on? ", { input, output, signal: controller.signal });
  return { answer, input, output, controller };
}

it.each([
  ["what was typed", "yes\r", "yes"],
  ["what was typed, without spaces around it", "  y \r", "y"],
  ["nothing for Return alone", "\r", ""],
  ["nothing for Ctrl-C", "\u0003", ""],
  ["nothing for Ctrl-D", "\u0004", ""],
])("gives %s", async (_sentence, keys, expected) => {
  const { answer, input } = terminal();
  input.write(keys);
  await expect(answer).resolves.toBe(expected);
});

it("stops asking when the process is told to stop", async () => {
  const { answer, output, controller } = terminal();
  controller.abort(new Error("the process was told to stop"));
  await expect(answer).resolves.toBe("");
  expect(String(output.read())).toMatch(/Go on\? .*\n$/s);
});

it("asks nothing where nobody can answer", async () => {
  const { answer, output } = terminal(false);
  await expect(answer).resolves.toBeUndefined();
  expect(output.read()).toBeNull();
});
