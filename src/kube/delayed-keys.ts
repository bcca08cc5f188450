import type { Clock, Timer } from "../base/clock.ts";

interface Delayed<T> {
  readonly dueMs: number;
  readonly value: T;
  readonly timer: Timer;
}

/** Keys that are due later, each once, at the earliest time it was scheduled for. */
export class DelayedKeys<T> {
  readonly #clock: Clock;
  readonly #onDue: (key: string, value: T) => void;
  readonly #keys = new Map<string, Delayed<T>>();

  constructor(clock: Clock, onDue: (key: string, value: T) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  get(key: string): T | undefined {
    return this.#keys.get(key)?.value;
  }

  /** `onDue` is called after `delayMs`, or earlier if the key is due earlier already; with the newest value. */
  schedule(key: string, delayMs: number, value: T): void {
    const known = this.#keys.get(key);
    known?.timer.cancel();
    const nowMs = this.#clock.monotonicMs();
    const dueMs = Math.min(known?.dueMs ?? Infinity, nowMs + delayMs);
    const timer = this.#clock.setTimer(dueMs - nowMs, () => {
      this.#keys.delete(key);
      this.#onDue(key, value);
    });
    this.#keys.set(key, { dueMs, value, timer });
  }

  /** Forgets `key`; its value if it was scheduled. */
  remove(key: string): T | undefined {
    const known = this.#keys.get(key);
    known?.timer.cancel();
    this.#keys.delete(key);
    return known?.value;
  }

  clear(): void {
    for (const { timer } of this.#keys.values()) timer.cancel();
    this.#keys.clear();
  }
}
