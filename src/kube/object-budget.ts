import type { Clock } from "../base/clock.ts";

interface Bucket {
  tokens: number;
  readonly atMs: number;
}

/** A token bucket for each object, so that one that misbehaves does not drown the others. */
export class ObjectBudget {
  readonly #clock: Clock;
  readonly #burst: number;
  readonly #refillMs: number;
  readonly #buckets = new Map<string, Bucket>();

  /** `burst` at once, then one per `refillMs`. */
  constructor(clock: Clock, { burst, refillMs }: { readonly burst: number; readonly refillMs: number }) {
    this.#clock = clock;
    this.#burst = burst;
    this.#refillMs = refillMs;
  }

  /** Whether the object may have one more. */
  take(uid: string): boolean {
    const tokens = this.#tokens(uid);
    if (tokens < 1) return false;
    this.#buckets.delete(uid);
    this.#buckets.set(uid, { tokens: tokens - 1, atMs: this.#clock.monotonicMs() });
    this.#forgetFull();
    return true;
  }

  #tokens(uid: string): number {
    const bucket = this.#buckets.get(uid);
    if (bucket === undefined) return this.#burst;
    const refilled = (this.#clock.monotonicMs() - bucket.atMs) / this.#refillMs;
    return Math.min(this.#burst, bucket.tokens + refilled);
  }

  /** A full bucket is as good as none. The oldest stand first; looking at a few each time keeps up with the growth. */
  #forgetFull(): void {
    let looked = 0;
    for (const uid of this.#buckets.keys()) {
      if (++looked > 4) return;
      if (this.#tokens(uid) >= this.#burst) this.#buckets.delete(uid);
    }
  }
}
