import { expect, it } from "vitest";
import { MovableClock } from "./movable-clock.ts";
import { VirtualClock } from "./virtual-clock.ts";

it("is ahead of its clock by as much as it was put forward", async () => {
  const base = new VirtualClock(1_000);
  const clock = new MovableClock(base, 500);
  expect(clock.nowMs()).toBe(1_500);
  await clock.advance(60_000);
  expect([clock.nowMs(), clock.aheadMs]).toEqual([61_500, 60_500]);
  await base.advance(10);
  expect(clock.nowMs()).toBe(61_510);
});

it("measures, and waits, as its clock does", async () => {
  const base = new VirtualClock(1_000);
  const clock = new MovableClock(base);
  const ran: string[] = [];
  clock.setTimer(10, () => ran.push("timer"));
  await clock.advance(60_000);
  expect([clock.monotonicMs(), ran]).toEqual([0, []]);
  await base.advance(10);
  expect([clock.monotonicMs(), ran]).toEqual([10, ["timer"]]);
});
