import type { AdvancingClock, Clock, Timer } from "./clock.ts";

/**
 * A clock that can be put forward: it tells the time of another one, `aheadMs` later. What it measures, and how long its
 * timers wait, stays as on the other one.
 */
export class MovableClock implements AdvancingClock {
  readonly #clock: Clock;
  #aheadMs: number;

  constructor(clock: Clock, aheadMs = 0) {
    this.#clock = clock;
    this.#aheadMs = aheadMs;
  }

  get aheadMs(): number {
    return this.#aheadMs;
  }

  nowMs(): number {
    return this.#clock.nowMs() + this.#aheadMs;
  }

  monotonicMs(): number {
    return this.#clock.monotonicMs();
  }

  setTimer(delayMs: number, callback: () => void): Timer {
    return this.#clock.setTimer(delayMs, callback);
  }

  advance(byMs: number): Promise<void> {
    this.#aheadMs += byMs;
    return Promise.resolve();
  }
}
