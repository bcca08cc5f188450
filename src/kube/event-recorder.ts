import { backoffDelayMs } from "../base/backoff.ts";
import type { Clock, Timer } from "../base/clock.ts";
import { jitter, type Random } from "../base/random.ts";
import { sleep } from "../base/sleep.ts";
import type { KubeClient } from "./client.ts";
import { eventKey, type EventReporter, type Happening } from "./event.ts";
import { EventWriter, type RecordedEvent } from "./event-writer.ts";
import { KubeApiError } from "./kube-error.ts";
import { ObjectBudget } from "./object-budget.ts";
import type { EventObserver } from "./observer.ts";
import { settledWithin } from "./wait.ts";

export interface EventRecorderOptions {
  readonly client: KubeClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly reporter: EventReporter;
  readonly observer: EventObserver;
}

const queueLimit = 1_000;
/** Enough to sit out a restart of the server, about five minutes. */
const attempts = 15;
const backoff = { baseMs: 500, maxMs: 30_000 };
/** As client-go's filter of spam: for one object 25 at once, then one in 5 minutes. */
const objectBudget = { burst: 25, refillMs: 300_000 };
const lookAfterMs = 60_000;
/** As client-go: a series without a repetition for so long has ended; the next one is a new event. */
const seriesEndsAfterMs = 360_000;
/** As client-go: the count of a series that goes on is written so often. */
const seriesRefreshMs = 1_800_000;

/**
 * Writes events in the background. `record` returns at once and never throws: when the queue is full, an object has too
 * many, or the server refuses, the event is dropped and the observer told. A repetition within 6 minutes becomes a count
 * on the first event: written at the second occurrence, every 30 minutes, and when it ends.
 */
export class EventRecorder {
  readonly #options: EventRecorderOptions;
  readonly #writer: EventWriter;
  readonly #budget: ObjectBudget;
  readonly #series = new Map<string, RecordedEvent>();
  readonly #queue = new Set<RecordedEvent>();
  readonly #stopping = new AbortController();
  #working: Promise<void> | undefined;
  #stopped = false;
  #lookTimer: Timer | undefined;

  constructor(options: EventRecorderOptions) {
    this.#options = options;
    this.#writer = new EventWriter(options);
    this.#budget = new ObjectBudget(options.clock, objectBudget);
  }

  record(happening: Happening): void {
    const nowMs = this.#options.clock.nowMs();
    if (this.#stopped) {
      this.#options.observer.dropped("stopped");
      return;
    }
    const key = eventKey(happening);
    const known = this.#series.get(key);
    if (known !== undefined && !known.refused && nowMs - known.lastMs < seriesEndsAfterMs) {
      known.count++;
      known.lastMs = nowMs;
      if (known.writtenCount === 1) this.#enqueue(known);
      return;
    }
    if (known !== undefined) this.#close(key, known);
    if (!this.#budget.take(happening.regarding.metadata.uid)) {
      this.#options.observer.dropped("rate-limited");
      return;
    }
    const fresh = this.#writer.begin(happening, nowMs);
    if (!this.#enqueue(fresh)) return;
    this.#series.set(key, fresh);
    this.#lookLater();
  }

  /**
   * Writes what is outstanding, counts included, for at most `withinMs`; the rest is dropped, as is what is recorded from
   * now on. Never rejects.
   */
  async stop(withinMs: number): Promise<void> {
    this.#stopped = true;
    this.#lookTimer?.cancel();
    for (const [key, event] of this.#series) this.#close(key, event);
    const { clock, observer } = this.#options;
    await settledWithin(clock, withinMs, this.#working ?? Promise.resolve());
    this.#stopping.abort(new Error("the recorder has stopped"));
    for (let left = this.#queue.size; left > 0; left--) observer.dropped("stopped");
    this.#queue.clear();
  }

  #enqueue(event: RecordedEvent): boolean {
    if (!this.#queue.has(event) && this.#queue.size >= queueLimit) {
      this.#options.observer.dropped("queue-full");
      return false;
    }
    this.#queue.add(event);
    this.#working ??= this.#work();
    return true;
  }

  /** One event after the other, oldest first, so that a reader sees them in their order. */
  async #work(): Promise<void> {
    for (const event of this.#queue) {
      this.#queue.delete(event);
      await this.#write(event);
      // The second occurrence came while the first was being written.
      if (event.writtenCount === 1 && event.count > 1) this.#enqueue(event);
    }
    this.#working = undefined;
  }

  async #write(event: RecordedEvent): Promise<void> {
    const { clock, random, observer } = this.#options;
    for (let attempt = 1; !this.#stopping.signal.aborted; attempt++) {
      try {
        await this.#writer.write(event);
        return;
      } catch (error) {
        if (attempt >= attempts || isRefusal(error)) {
          event.refused = true;
          observer.dropped("refused", error);
          return;
        }
        const delayMs = jitter(backoffDelayMs(backoff, attempt), 0.5, random);
        await sleep(clock, delayMs, this.#stopping.signal).catch(() => {
          // Stopped, which ends the loop.
        });
      }
    }
    observer.dropped("stopped");
  }

  /** Ends a series; its last count is written if it is not yet (one that is not there at all is on its way). */
  #close(key: string, event: RecordedEvent): void {
    this.#series.delete(key);
    if (isBehind(event)) this.#enqueue(event);
  }

  #lookLater(): void {
    this.#lookTimer ??= this.#options.clock.setTimer(lookAfterMs, () => {
      this.#lookTimer = undefined;
      const nowMs = this.#options.clock.nowMs();
      for (const [key, event] of this.#series) {
        if (nowMs - event.lastMs >= seriesEndsAfterMs) this.#close(key, event);
        else if (isBehind(event) && nowMs - event.writtenAtMs >= seriesRefreshMs) this.#enqueue(event);
      }
      if (this.#series.size > 0) this.#lookLater();
    });
  }
}

/** The server has the event, with a count that is too low. */
function isBehind({ count, writtenCount }: RecordedEvent): boolean {
  return writtenCount > 0 && count > writtenCount;
}

/** Another attempt would be refused as well: the namespace is going, the event is invalid, or it is not allowed. */
function isRefusal(error: unknown): boolean {
  return error instanceof KubeApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
}
