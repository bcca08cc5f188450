import type { AdvancingClock, Clock, Timer } from "./clock.ts";

/**
 * A clock that can be put forward: it tells the time of another one, `aheadMs` later. What it measures, and how long its
 * timers wait, stays as on the other one.
 */
export class MovableClock implements AdvancingClock {
  /** The clock that this one is ahead of: the time of those who know nothing of its being put forward. */
  readonly base: Clock;
  #aheadMs: number;

  constructor(clock: Clock, aheadMs = 0) {
    this.base = clock;
    this.#aheadMs = aheadMs;
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  nowMs(): number {
    return this.base.nowMs() + this.#aheadMs;
  }

  monotonicMs(): number {
    return this.base.monotonicMs();
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    return this.base.setTimer(delayMs, callback);
  }

  advance(byMs: number): Promise<void> {
    this.#aheadMs += byMs;
    return Promise.resolve();
  }
}
