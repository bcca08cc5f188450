import type { Clock, Timer } from "../base/clock.ts";

const beatMs = 1_000;

/**
 * Notices when the event loop stands still: a timer is to fire every second. The process is not alive when it has not
 * for `limitMs`. A blocked loop cannot answer a probe either; this tells it also from one that answers but runs no timers.
 */
export class LoopWatch {
  readonly #clock: Clock;
  readonly #limitMs: number;
  #lastBeatMs: number;
  #timer: Timer;

  constructor(clock: Clock, limitMs = 20_000) {
    this.#clock = clock;
    this.#limitMs = limitMs;
    this.#lastBeatMs = clock.monotonicMs();
    this.#timer = this.#arm();
  }

  /** Undefined when the loop is alive. */
  check(): string | undefined {
    const silentMs = this.#clock.monotonicMs() - this.#lastBeatMs;
    return silentMs < this.#limitMs ? undefined : `no timer has fired for ${Math.round(silentMs)} ms`;
  }

  stop(): void {
    this.#timer.cancel();
  }

  #arm(): Timer {
    return this.#clock.setTimer(beatMs, () => {
      this.#lastBeatMs = this.#clock.monotonicMs();
      this.#timer = this.#arm();
    });
  }
}
