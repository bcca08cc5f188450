import { expect, it } from "vitest";
import { VirtualClock } from "../../base/virtual-clock.ts";
import { stopOnSignals } from "./stop-on-signals.ts";

function fakeProcess() {
  const clock = new VirtualClock();
  const listeners = new Map<string, () => void>();
  const exits: number[] = [];
  const process = {
    on: (name: string, listener: () => void) => listeners.set(name, listener),
    exit: (code: number) => exits.push(code),
  };
  const signal = stopOnSignals(process, clock, 9_500);
  return { clock, signal, exits, send: (name: string) => listeners.get(name)?.() };
}

it.each(["SIGTERM", "SIGINT"])("ends in good order on the first %s", (name) => {
  const { signal, exits, send } = fakeProcess();
  send(name);
  expect(signal.aborted).toBe(true);
  expect(exits).toEqual([]);
});

it("ends at once on the second signal, whichever it is", async () => {
  const { clock, exits, send } = fakeProcess();
  send("SIGTERM");
  await clock.advance(500);
  send("SIGINT");
  expect(exits).toEqual([130]);
});

it("takes two signals in the same moment for one", async () => {
  const { clock, exits, send } = fakeProcess();
  send("SIGINT");
  await clock.advance(50);
  send("SIGINT");
  expect(exits).toEqual([]);
});

it("ends with a failure when good order takes too long", async () => {
  const { clock, exits, send } = fakeProcess();
  await clock.advance(60_000);
  expect(exits).toEqual([]);
  send("SIGTERM");
  await clock.advance(9_499);
  expect(exits).toEqual([]);
  await clock.advance(1);
  expect(exits).toEqual([1]);
});
