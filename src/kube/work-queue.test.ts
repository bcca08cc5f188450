import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { WorkQueue, type WorkItem } from "./work-queue.ts";

function setUp(): { clock: VirtualClock; queue: WorkQueue; take: () => Promise<string | undefined> } {
  const clock = new VirtualClock();
  const queue = new WorkQueue({ clock, random: () => 0.5, backoff: { baseMs: 1000, maxMs: 300_000 } });
  const take = async (): Promise<string | undefined> => {
    const got: (WorkItem | undefined)[] = [];
    void queue.get().then((item) => got.push(item));
    await clock.advance(0);
    return got.length === 0 ? "nothing" : got[0]?.key;
  };
  return { clock, queue, take };
}

describe("WorkQueue", () => {
  it("hands out keys in the order of their adds", async () => {
    const { queue, take } = setUp();
    for (const key of ["a", "b", "a", "c"]) queue.add(key);
    expect([await take(), await take(), await take(), queue.depth]).toEqual(["a", "b", "c", 0]);
  });

  it("keeps a key that is added during its work back until it is done", async () => {
    const { queue, take } = setUp();
    queue.add("a");
    expect(await take()).toBe("a");
    queue.add("a");
    queue.add("a");
    const next = take();
    expect(await next).toBe("nothing");
    queue.done("a");
    expect(queue.depth).toBe(0);
    queue.done("a");
    queue.add("b");
    expect(await take()).toBe("b");
  });

  it("takes keys of low priority last, unless they were also added with normal priority", async () => {
    const { queue, take } = setUp();
    queue.add("old", "low");
    queue.add("changed", "low");
    queue.add("new");
    queue.add("changed");
    expect([await take(), await take(), await take()]).toEqual(["new", "changed", "old"]);
  });

  it("hands out a delayed key at the earliest of its times", async () => {
    const { clock, queue } = setUp();
    queue.addAfter("a", 5000);
    queue.addAfter("a", 2000);
    queue.addAfter("a", 9000);
    await clock.advance(1999);
    expect(queue.depth).toBe(0);
    await clock.advance(1);
    expect(queue.depth).toBe(1);
    expect(clock.nextTimerInMs).toBeUndefined();
  });

  it("forgets a later time when the key is added now", async () => {
    const { clock, queue, take } = setUp();
    queue.addAfter("a", 5000);
    queue.add("a");
    expect(await take()).toBe("a");
    queue.done("a");
    await clock.advance(10_000);
    expect(queue.depth).toBe(0);
  });

  it("keeps the higher priority of a delayed key and of an add", async () => {
    const { queue, take } = setUp();
    queue.add("other", "low");
    queue.addAfter("a", 5000, "normal");
    queue.add("a", "low");
    expect(await take()).toBe("a");
  });

  it("doubles the delay with each failure up to the maximum, until it is told to forget", async () => {
    const { queue } = setUp();
    const delays = Array.from({ length: 10 }, () => queue.addRateLimited("a"));
    expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000]);
    expect(queue.failures("a")).toBe(10);
    queue.forget("a");
    expect(queue.addRateLimited("a")).toBe(1000);
  });

  it("hands out nothing more once it is shut down", async () => {
    const { clock, queue, take } = setUp();
    const waiting = take();
    expect(await waiting).toBe("nothing");
    queue.shutDown("drop");
    queue.add("a");
    queue.addAfter("b", 10);
    await clock.advance(100);
    expect(await take()).toBeUndefined();
  });

  it("hands out what is ready or becomes so by a worker that is done when it is drained", async () => {
    const { queue, take } = setUp();
    queue.add("a");
    expect(await take()).toBe("a");
    queue.add("a");
    queue.add("b");
    queue.shutDown("drain");
    expect(await take()).toBe("b");
    queue.done("b");
    expect(await take()).toBe("nothing");
    queue.done("a");
    queue.done("a");
    expect(await take()).toBeUndefined();
  });

  it("tells its observer about waiting, work and retries", async () => {
    const clock = new VirtualClock();
    const seen: string[] = [];
    const queue = new WorkQueue({
      clock,
      random: () => 0.5,
      observer: {
        attached: () => seen.push("attached"),
        added: () => seen.push("added"),
        taken: (waitedMs) => seen.push(`taken after ${waitedMs}`),
        done: (workedMs) => seen.push(`done after ${workedMs}`),
        retried: () => seen.push("retried"),
      },
    });
    queue.add("a");
    queue.add("a");
    await clock.advance(30);
    await queue.get();
    await clock.advance(70);
    expect([queue.unfinishedWorkMs(), queue.longestRunningMs()]).toEqual([70, 70]);
    queue.addRateLimited("a");
    queue.done("a");
    await clock.advance(10);
    expect(seen).toEqual(["attached", "added", "taken after 30", "retried", "done after 70", "added"]);
  });
});

type Step =
  | { readonly do: "add" | "addRateLimited" | "forget"; readonly key: string; readonly low: boolean }
  | { readonly do: "addAfter"; readonly key: string; readonly delayMs: number }
  | { readonly do: "advance"; readonly byMs: number };

const key = fc.constantFrom("a", "b", "c", "d");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("add", "addRateLimited", "forget"), key, low: fc.boolean() }),
  fc.record({ do: fc.constant("addAfter"), key, delayMs: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ do: fc.constant("advance"), byMs: fc.integer({ min: 0, max: 60 }) }),
);

describe("WorkQueue, for any sequence of calls and any number of workers", () => {
  it("never has a key with two workers, and loses no add", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), async (steps, workers) => {
        const clock = new VirtualClock();
        const queue = new WorkQueue({ clock, random: () => 0.5 });
        const working = new Set<string>();
        const lastStart = new Map<string, number>();
        const owed = new Map<string, number>();
        let turn = 0;
        const worker = async (): Promise<void> => {
          for (let item = await queue.get(); item !== undefined; item = await queue.get()) {
            expect(working.has(item.key)).toBe(false);
            working.add(item.key);
            lastStart.set(item.key, ++turn);
            await new Promise<void>((resolve) => void clock.setTimer(17, resolve));
            working.delete(item.key);
            queue.done(item.key);
          }
        };
        const all = Promise.all(Array.from({ length: workers }, worker));
        for (const next of steps) {
          if (next.do === "advance") {
            await clock.advance(next.byMs);
            continue;
          }
          if (next.do === "forget") {
            queue.forget(next.key);
            continue;
          }
          owed.set(next.key, ++turn);
          if (next.do === "add") queue.add(next.key, next.low ? "low" : "normal");
          if (next.do === "addRateLimited") queue.addRateLimited(next.key);
          if (next.do === "addAfter") queue.addAfter(next.key, next.delayMs);
        }
        await clock.advance(10_000_000);
        for (const [owedKey, since] of owed) expect(lastStart.get(owedKey)).toBeGreaterThan(since);
        expect(queue.depth).toBe(0);
        queue.shutDown("drain");
        await all;
      }),
      { numRuns: 150 },
    );
  });
});
