import { describe, expect, it } from "vitest";
import { sleep } from "../base/sleep.ts";
import { VirtualClock } from "../base/virtual-clock.ts";
import type { ReconcileContext, Result } from "./controller-options.ts";
import { runController } from "./run-controller.ts";
import { recordingObservers } from "./testing/recording-observers.ts";
import { WorkQueue } from "./work-queue.ts";

interface Setup {
  readonly clock: VirtualClock;
  readonly queue: WorkQueue;
  readonly lines: string[];
  readonly stop: AbortController;
  readonly abort: AbortController;
  start(reconcile: (key: string, context: ReconcileContext) => Promise<Result>, workers?: number): Promise<void>;
}

function setUp(): Setup {
  const clock = new VirtualClock();
  const queue = new WorkQueue({ clock, random: () => 0.5, backoff: { baseMs: 1000, maxMs: 60_000 } });
  const lines: string[] = [];
  const stop = new AbortController();
  const abort = new AbortController();
  const start: Setup["start"] = (reconcile, workers = 1) =>
    runController({
      queue,
      reconcile,
      workers,
      clock,
      observer: recordingObservers(lines).controller,
      signal: stop.signal,
      abortSignal: abort.signal,
      reconcileTimeoutMs: 10_000,
      drainMs: 8_000,
    });
  return { clock, queue, lines, stop, abort, start };
}

describe("runController", () => {
  it("retries a key whose pass threw, ever later, while the others go on", async () => {
    const { clock, queue, lines, stop, start } = setUp();
    const running = start((key, { failures }) =>
      key === "bad" && failures < 2 ? Promise.reject(new Error("boom")) : Promise.resolve({}),
    );
    queue.add("bad");
    queue.add("good");
    await clock.advance(10_000);
    expect(lines).toEqual([
      "started 1",
      "start bad",
      "error bad: boom",
      "start good",
      "success good",
      "start bad",
      "error bad: boom",
      "start bad",
      "success bad",
    ]);
    expect(queue.failures("bad")).toBe(0);
    stop.abort();
    await clock.advance(0);
    await running;
  });

  it("retries a key whose pass threw synchronously", async () => {
    const { clock, queue, lines, stop, start } = setUp();
    let passes = 0;
    const running = start(() => {
      if (++passes === 1) throw new Error("at once");
      return Promise.resolve({});
    });
    queue.add("a");
    await clock.advance(2_000);
    expect(lines.slice(1)).toEqual(["start a", "error a: at once", "start a", "success a"]);
    stop.abort();
    await running;
  });

  it("comes back when the pass asked for it, and at once for a change during the pass", async () => {
    const { clock, queue, lines, stop, start } = setUp();
    const starts: number[] = [];
    const running = start(async () => {
      starts.push(clock.monotonicMs());
      if (starts.length === 1) queue.add("a");
      await sleep(clock, 100);
      return { requeueAfterMs: 30_000 };
    });
    queue.add("a");
    await clock.advance(31_000);
    expect(starts).toEqual([0, 100, 30_200]);
    expect(lines).toContain("requeue_after a");
    stop.abort();
    await clock.advance(1000);
    await running;
  });

  it("works as many keys at once as it has workers", async () => {
    const { clock, queue, stop, start } = setUp();
    let active = 0;
    let most = 0;
    const running = start(async () => {
      most = Math.max(most, ++active);
      await sleep(clock, 100);
      active--;
      return {};
    }, 3);
    for (const key of "abcdefgh") queue.add(key);
    await clock.advance(1000);
    expect([most, active, queue.depth]).toEqual([3, 0, 0]);
    stop.abort();
    await running;
  });

  it("tells a pass that takes too long to abort, and counts it as failed", async () => {
    const { clock, queue, lines, stop, start } = setUp();
    const running = start(async (_key, { signal, failures }) => {
      if (failures === 0) await sleep(clock, 3_600_000, signal);
      return {};
    });
    queue.add("slow");
    await clock.advance(20_000);
    expect(lines).toEqual([
      "started 1",
      "start slow",
      "timed out slow",
      "error slow: the pass took longer than 10000 ms",
      "start slow",
      "success slow",
    ]);
    stop.abort();
    await running;
  });

  it("gives the worker of a pass that ignores its end to others, but never works its key twice at once", async () => {
    const { clock, queue, lines, stop, start } = setUp();
    const running = start(async (key) => {
      if (key === "deaf") await sleep(clock, 60_000);
      return {};
    });
    queue.add("deaf");
    queue.add("other");
    await clock.advance(14_000);
    queue.add("deaf");
    expect(lines).not.toContain("start other");
    await clock.advance(2_000);
    expect(lines).toContain("success other");
    expect(lines.filter((line) => line === "start deaf")).toHaveLength(1);
    await clock.advance(45_000);
    expect(lines.filter((line) => line === "start deaf")).toHaveLength(2);
    stop.abort();
    await clock.advance(60_000);
    await running;
  });

  it("lets a pass under way end when it is stopped, and starts no other", async () => {
    const { clock, queue, lines, stop, start } = setUp();
    const running = start(async (_key, { signal }) => {
      await sleep(clock, 5_000, signal);
      return {};
    });
    queue.add("a");
    queue.add("b");
    await clock.advance(1_000);
    stop.abort();
    await clock.advance(5_000);
    await running;
    expect(lines).toEqual(["started 1", "start a", "success a", "stopped []"]);
    expect(clock.nextTimerInMs).toBeUndefined();
  });

  it("aborts a pass that does not end within the time for draining", async () => {
    const { clock, queue, lines, stop, start } = setUp();
    const running = start(async (key, { signal }) => {
      await sleep(clock, 9_999, key === "heeds" ? signal : undefined);
      return {};
    }, 2);
    queue.add("heeds");
    queue.add("deaf");
    await clock.advance(1_000);
    stop.abort();
    await clock.advance(8_100);
    await running;
    expect(lines.slice(3)).toEqual(["error heeds: the operator is stopping", "stopped [deaf]"]);
  });

  it("aborts the passes under way at once when leadership is lost", async () => {
    const { clock, queue, lines, abort, start } = setUp();
    const running = start(async (_key, { signal }) => {
      await sleep(clock, 5_000, signal);
      return {};
    });
    queue.add("a");
    await clock.advance(1_000);
    abort.abort();
    await clock.advance(100);
    await running;
    expect(lines.slice(2)).toEqual(["error a: the operator is stopping", "stopped []"]);
  });
});
