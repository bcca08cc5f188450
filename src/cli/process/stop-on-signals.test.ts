import { expect, it } from "vitest";
import { stopOnSignals } from "./stop-on-signals.ts";

function fakeProcess() {
  const listeners = new Map<string, () => void>();
  const exits: number[] = [];
  let late: (() => void) | undefined;
  const signal = stopOnSignals(
    { on: (name, listener) => listeners.set(name, listener), exit: (code) => exits.push(code) },
    (_delayMs, callback) => (late = callback),
    9_500,
  );
  return { signal, exits, send: (name: string) => listeners.get(name)?.(), timeIsUp: () => late?.() };
}

it.each(["SIGTERM", "SIGINT"])("ends in good order on the first %s", (name) => {
  const { signal, exits, send } = fakeProcess();
  send(name);
  expect(signal.aborted).toBe(true);
  expect(exits).toEqual([]);
});

it("ends at once on the second signal, whichever it is", () => {
  const { exits, send } = fakeProcess();
  send("SIGTERM");
  send("SIGINT");
  expect(exits).toEqual([130]);
});

it("ends with a failure when good order takes too long", () => {
  const { exits, send, timeIsUp } = fakeProcess();
  timeIsUp();
  expect(exits).toEqual([]);
  send("SIGTERM");
  timeIsUp();
  expect(exits).toEqual([1]);
});
