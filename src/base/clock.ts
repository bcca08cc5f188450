/** A scheduled callback that has not run yet. Cancelling it again, or after it ran, does nothing. */
export interface Timer {
  cancel(): void;
}

/**
 * The only source of time. Production code gets one passed in, so that a test can replace it by a virtual one; nothing
 * outside of `systemClock` calls `Date.now`, `performance.now` or `setTimeout`.
 */
export interface Clock {
  /** Wall-clock time in milliseconds since the epoch. May jump. */
  nowMs(): number;
  /** Milliseconds since an arbitrary start. Never jumps, so it is the one to measure durations with. */
  monotonicMs(): number;
  /** Calls `callback` once, `delayMs` from now (at once in the next turn when it is zero or negative). */
  setTimer(delayMs: number, callback: () => void): Timer;
}

/** A clock that somebody can put forward. */
export interface AdvancingClock extends Clock {
  advance(byMs: number): Promise<void>;
}

export function canAdvance(clock: Clock): clock is AdvancingClock {
  return "advance" in clock;
}
