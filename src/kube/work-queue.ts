import { backoffDelayMs, type Backoff } from "../base/backoff.ts";
import type { Clock } from "../base/clock.ts";
import { jitter, type Random } from "../base/random.ts";
import { DelayedKeys } from "./delayed-keys.ts";
import type { WorkQueueGauges, WorkQueueObserver } from "./observer.ts";

/** Keys of low priority (initial list, resync) are taken only when no normal one is ready. */
export type Priority = "low" | "normal";

/** A key that was taken, and the priority that it had. */
export interface WorkItem {
  readonly key: string;
  readonly priority: Priority;
}

export interface WorkQueueOptions {
  readonly clock: Clock;
  /** Jitter of the backoff, so that keys that failed together are not retried together. */
  readonly random: Random;
  /** Delay of `addRateLimited` by the key's failures in a row; default 5 ms to 1000 s. */
  readonly backoff?: Backoff | undefined;
  readonly observer?: WorkQueueObserver | undefined;
}

interface Ready {
  readonly priority: Priority;
  readonly sinceMs: number;
}

/**
 * A queue of keys with the guarantees of client-go's: a key is never with two workers at once; adds of a key that is
 * waiting fold into one; an add of a key that is being worked makes it ready again once it is done. Of several times
 * that a key is due the earliest counts, and now is the earliest: adding a key forgets a later time.
 */
export class WorkQueue implements WorkQueueGauges {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #backoff: Backoff;
  readonly #observer: WorkQueueObserver | undefined;
  readonly #delayed: DelayedKeys<Priority>;
  /** Ready and not with a worker, oldest first. */
  readonly #ready: Readonly<Record<Priority, Map<string, Ready>>> = { normal: new Map(), low: new Map() };
  /** Added while with a worker. */
  readonly #dirty = new Map<string, Ready>();
  /** With a worker, since when. */
  readonly #processing = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  readonly #getters: ((item: WorkItem | undefined) => void)[] = [];
  #state: "open" | "draining" | "closed" = "open";

  constructor({ clock, random, backoff, observer }: WorkQueueOptions) {
    this.#clock = clock;
    this.#random = random;
    this.#backoff = backoff ?? { baseMs: 5, maxMs: 1_000_000 };
    this.#observer = observer;
    this.#delayed = new DelayedKeys(clock, (key, priority) => this.add(key, priority));
    observer?.attached(this);
  }

  /** Makes `key` ready now, or once its worker is done. Of several priorities the highest counts. */
  add(key: string, priority: Priority = "normal"): void {
    if (this.#state !== "open") return;
    const merged = higher(priority, this.#delayed.remove(key));
    const target = this.#processing.has(key) ? this.#dirty : undefined;
    const known = target?.get(key) ?? this.#ready.normal.get(key) ?? this.#ready.low.get(key);
    if (known !== undefined && higher(known.priority, merged) === known.priority) return;
    const ready = { priority: merged, sinceMs: known?.sinceMs ?? this.#clock.monotonicMs() };
    if (known === undefined) this.#observer?.added();
    if (target !== undefined) {
      target.set(key, ready);
      return;
    }
    this.#ready.low.delete(key);
    this.#ready[merged].set(key, ready);
    this.#handOut();
  }

  /** Adds `key` after `delayMs`, unless it is added before. */
  addAfter(key: string, delayMs: number, priority: Priority = "normal"): void {
    if (this.#state !== "open") return;
    if (delayMs <= 0 || this.#dirty.has(key) || this.#ready.normal.has(key) || this.#ready.low.has(key)) {
      this.add(key, priority);
      return;
    }
    this.#delayed.schedule(key, delayMs, higher(priority, this.#delayed.get(key)));
  }

  /** Adds `key` after a delay that grows with each call until `forget`. Returns that delay, milliseconds. */
  addRateLimited(key: string, priority: Priority = "normal"): number {
    const failures = this.failures(key) + 1;
    this.#failures.set(key, failures);
    this.#observer?.retried();
    const delayMs = jitter(backoffDelayMs(this.#backoff, failures), 0.1, this.#random);
    this.addAfter(key, delayMs, priority);
    return delayMs;
  }

  /** Ends the backoff of `key`. A time it is due at stays. */
  forget(key: string): void {
    this.#failures.delete(key);
  }

  /** How often `key` was added by `addRateLimited` since it was forgotten. */
  failures(key: string): number {
    return this.#failures.get(key) ?? 0;
  }

  /** The next ready key, which is then with the caller until `done`. Undefined: the queue is shut down. */
  get(): Promise<WorkItem | undefined> {
    return new Promise((resolve) => {
      this.#getters.push(resolve);
      this.#handOut();
    });
  }

  /** The worker is done with `key`, whatever came of it. */
  done(key: string): void {
    const sinceMs = this.#processing.get(key);
    if (sinceMs === undefined) return;
    this.#processing.delete(key);
    this.#observer?.done(this.#clock.monotonicMs() - sinceMs);
    const dirty = this.#dirty.get(key);
    this.#dirty.delete(key);
    if (dirty !== undefined && this.#state !== "closed") this.#ready[dirty.priority].set(key, dirty);
    this.#handOut();
  }

  /**
   * Ends the queue: nothing can be added any more, delayed keys are dropped. With `drain` what is ready is still handed
   * out before `get` yields undefined; else it is dropped, too.
   */
  shutDown(mode: "drop" | "drain"): void {
    this.#state = mode === "drain" && this.#state !== "closed" ? "draining" : "closed";
    this.#delayed.clear();
    if (this.#state === "closed") {
      this.#ready.normal.clear();
      this.#ready.low.clear();
      this.#dirty.clear();
    }
    this.#handOut();
  }

  get depth(): number {
    return this.#ready.normal.size + this.#ready.low.size;
  }

  unfinishedWorkMs(): number {
    const nowMs = this.#clock.monotonicMs();
    return [...this.#processing.values()].reduce((sum, sinceMs) => sum + nowMs - sinceMs, 0);
  }

  longestRunningMs(): number {
    const nowMs = this.#clock.monotonicMs();
    return Math.max(0, ...[...this.#processing.values()].map((sinceMs) => nowMs - sinceMs));
  }

  #handOut(): void {
    while (this.#getters.length > 0) {
      const next = first(this.#ready.normal) ?? first(this.#ready.low);
      if (next === undefined) break;
      const [key, { priority, sinceMs }] = next;
      this.#ready[priority].delete(key);
      const nowMs = this.#clock.monotonicMs();
      this.#processing.set(key, nowMs);
      this.#observer?.taken(nowMs - sinceMs);
      this.#getters.shift()?.({ key, priority });
    }
    // While draining, a key that is with a worker and dirty is still to come.
    if (this.#state === "closed" || (this.#state === "draining" && this.depth + this.#dirty.size === 0)) {
      for (const resolve of this.#getters.splice(0)) resolve(undefined);
    }
  }
}

function higher(left: Priority, right: Priority | undefined): Priority {
  return left === "normal" || right === undefined ? left : right;
}

function first<K, V>(map: ReadonlyMap<K, V>): [K, V] | undefined {
  for (const entry of map) return entry;
  return undefined;
}
