import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import type { BackOffRecord } from "./aws-observer.ts";
import type { CallBudget } from "./call-budget.ts";
import { createTokenBucketBudget } from "./token-bucket-budget.ts";

const place = { account: "111122223333", region: "us-east-1" };

function bench(speed = 1): { budget: CallBudget; clock: VirtualClock; backOffs: BackOffRecord[] } {
  const clock = new VirtualClock();
  const backOffs: BackOffRecord[] = [];
  const budget = createTokenBucketBudget({
    place,
    clock,
    random: () => 0.5, // the middle: no jitter
    speed,
    observer: { backedOff: (record) => void backOffs.push(record) },
  });
  return { budget, clock, backOffs };
}

/** Leaves the test's list short of an element, so that its expectation fails. */
const unexpected = (): number => 0;

/** Takes `count` at once; the list fills with the number of each as it is served. */
function takeMany(budget: CallBudget, kind: "read" | "mutation", count: number): number[] {
  const served: number[] = [];
  for (let number = 1; number <= count; number++) budget.take(kind).then(() => served.push(number), unexpected);
  return served;
}

describe("a call budget", () => {
  it.each([
    { kind: "read" as const, burst: 10, perSecond: 5 },
    { kind: "mutation" as const, burst: 5, perSecond: 1 },
  ])("lets $burst calls of a $kind through at once, then $perSecond a second", async ({ kind, burst, perSecond }) => {
    const { budget, clock } = bench();
    const served = takeMany(budget, kind, 60);
    await clock.advance(0);
    expect(served).toHaveLength(burst);
    await clock.advance(4_000);
    expect(served).toHaveLength(burst + 4 * perSecond);
  });

  it("is as much faster as AWS's emulation", async () => {
    const { budget, clock } = bench(40);
    const served = takeMany(budget, "mutation", 60);
    await clock.advance(1_000);
    expect(served).toHaveLength(5 + 40);
  });

  it("serves in the order of asking and tells how long each waited", async () => {
    const { budget, clock } = bench();
    const waits: number[] = [];
    for (let number = 0; number < 8; number++) budget.take("mutation").then((waitMs) => waits.push(waitMs), unexpected);
    await clock.advance(10_000);
    expect(waits).toEqual([0, 0, 0, 0, 0, 1_000, 2_000, 3_000]);
  });

  it("does not let who comes later overtake", async () => {
    const { budget, clock } = bench();
    const served = takeMany(budget, "mutation", 6);
    await clock.advance(999);
    budget.take("mutation").then(() => served.push(7), unexpected);
    await clock.advance(1);
    expect(served.at(-1)).toBe(6);
    await clock.advance(1_000);
    expect(served.at(-1)).toBe(7);
  });

  it("gives reads and mutations apart", async () => {
    const { budget, clock } = bench();
    takeMany(budget, "mutation", 50);
    const reads = takeMany(budget, "read", 10);
    await clock.advance(0);
    expect(reads).toHaveLength(10);
  });

  it("takes nothing for who gave up waiting", async () => {
    const { budget, clock } = bench();
    takeMany(budget, "mutation", 5);
    const controller = new AbortController();
    const reason = new Error("stopping");
    const given = budget.take("mutation", controller.signal).catch((error: unknown) => error);
    const served = takeMany(budget, "mutation", 1);
    controller.abort(reason);
    expect(await given).toBe(reason);
    await clock.advance(1_000);
    expect(served).toEqual([1]);
    await expect(budget.take("mutation", AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it("holds no timer while nobody waits", async () => {
    const { budget, clock } = bench();
    takeMany(budget, "read", 12);
    await clock.advance(1_000);
    expect(clock.nextTimerInMs).toBeUndefined();
  });
});

describe("after AWS throttled a call", () => {
  it("the budget pauses that kind and goes on at half the rate, without the burst", async () => {
    const { budget, clock, backOffs } = bench();
    budget.throttled("read");
    expect(backOffs).toEqual([{ place, kind: "read", pauseMs: 1_000, ratePerSecond: 2.5 }]);
    const reads = takeMany(budget, "read", 20);
    const mutations = takeMany(budget, "mutation", 1);
    await clock.advance(1_000);
    expect([reads.length, mutations.length]).toEqual([0, 1]);
    await clock.advance(2_000);
    expect(reads).toHaveLength(5);
  });

  it("a rest does not bring the full burst back as long as the rate is not back", async () => {
    const { budget, clock } = bench();
    budget.throttled("read");
    await clock.advance(60_000);
    const reads = takeMany(budget, "read", 20);
    await clock.advance(0);
    expect(reads).toHaveLength(5);
  });

  it("each further one after the pause doubles the pause up to half a minute, and the rate has a floor", async () => {
    const { budget, clock, backOffs } = bench();
    for (let count = 0; count < 7; count++) {
      budget.throttled("mutation");
      await clock.advance(60_000);
    }
    expect(backOffs.map((record) => record.pauseMs)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(backOffs.map((record) => record.ratePerSecond)).toEqual([
      1 / 2,
      1 / 4,
      1 / 8,
      1 / 16,
      1 / 16,
      1 / 16,
      1 / 16,
    ]);
  });

  it("those that were under way with it change nothing", () => {
    const { budget, backOffs } = bench();
    for (let count = 0; count < 10; count++) budget.throttled("read");
    expect(backOffs).toHaveLength(1);
  });

  it("every call that is accepted brings the full rate nearer", async () => {
    const { budget, clock } = bench();
    budget.throttled("read");
    for (let count = 0; count < 10; count++) budget.accepted("read");
    await clock.advance(60_000);
    const reads = takeMany(budget, "read", 30);
    await clock.advance(2_000);
    expect(reads).toHaveLength(10 + 2 * 5);
  });

  it("the pause is shorter where AWS's emulation is faster", () => {
    const { budget, backOffs } = bench(40);
    budget.throttled("read");
    expect(backOffs).toMatchObject([{ pauseMs: 25, ratePerSecond: 100 }]);
  });
});
