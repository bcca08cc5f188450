import type { Clock, Timer } from "../base/clock.ts";

export interface BucketOptions {
  readonly clock: Clock;
  readonly ratePerSecond: number;
  /** How many tokens a rested bucket holds. */
  readonly burst: number;
}

interface Waiter {
  readonly serve: () => void;
}

/** Tokens that grow back at a steady rate. Who waits is served in the order of coming. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #full: Pick<BucketOptions, "ratePerSecond" | "burst">;
  readonly #waiters = new Set<Waiter>();
  #ratePerSecond: number;
  #burst: number;
  #tokens: number;
  /** Until then tokens were counted; in the future during a pause. */
  #countedMs: number;
  #timer: Timer | undefined;

  constructor({ clock, ratePerSecond, burst }: BucketOptions) {
    this.#clock = clock;
    this.#full = { ratePerSecond, burst };
    this.#ratePerSecond = ratePerSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#countedMs = clock.monotonicMs();
  }

  get ratePerSecond(): number {
    return this.#ratePerSecond;
  }

  /** The burst shrinks and grows with it: who takes few calls a second takes no ten at once either. */
  set ratePerSecond(rate: number) {
    this.#count();
    this.#ratePerSecond = rate;
    this.#burst = Math.max(1, (this.#full.burst * rate) / this.#full.ratePerSecond);
    this.#tokens = Math.min(this.#burst, this.#tokens);
    this.#arm();
  }

  /** Empties the bucket and lets nothing grow back for `pauseMs`; a longer pause that is on stays. */
  pause(pauseMs: number): void {
    this.#count();
    this.#tokens = Math.min(0, this.#tokens);
    this.#countedMs = Math.max(this.#countedMs, this.#clock.monotonicMs() + pauseMs);
    this.#arm();
  }

  /** Resolves with the milliseconds waited. Rejects with the signal's reason, leaving the queue, when it is aborted. */
  take(signal?: AbortSignal): Promise<number> {
    const startMs = this.#clock.monotonicMs();
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const onAbort = (): void => {
        this.#waiters.delete(waiter);
        this.#arm();
        reject(signal?.reason as Error);
      };
      const waiter: Waiter = {
        serve: () => {
          signal?.removeEventListener("abort", onAbort);
          resolve(this.#clock.monotonicMs() - startMs);
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiters.add(waiter);
      this.#serve();
    });
  }

  #serve(): void {
    this.#count();
    for (const waiter of this.#waiters) {
      if (this.#tokens < 1) break;
      this.#tokens -= 1;
      this.#waiters.delete(waiter);
      waiter.serve();
    }
    this.#arm();
  }

  #count(): void {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs <= this.#countedMs) return;
    const grown = ((nowMs - this.#countedMs) / 1000) * this.#ratePerSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + grown);
    // Rounding must not keep a waiter for the last millionth of a token.
    if (Math.ceil(this.#tokens) - this.#tokens < 1e-6) this.#tokens = Math.ceil(this.#tokens);
    this.#countedMs = nowMs;
  }

  /** One timer, for when the first in the queue can be served. */
  #arm(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#waiters.size === 0) return;
    const pauseMs = Math.max(0, this.#countedMs - this.#clock.monotonicMs());
    const growMs = (Math.max(0, 1 - this.#tokens) / this.#ratePerSecond) * 1000;
    this.#timer = this.#clock.setTimer(Math.ceil(pauseMs + growMs - 1e-6), () => this.#serve());
  }
}
