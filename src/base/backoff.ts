/** Exponential delays: `baseMs`, twice that, and so on up to `maxMs`. */
export interface Backoff {
  readonly baseMs: number;
  readonly maxMs: number;
}

/** The delay after `failures` failures in a row (1 or more), in milliseconds. */
export function backoffDelayMs(backoff: Backoff, failures: number): number {
  return Math.min(backoff.maxMs, backoff.baseMs * 2 ** Math.min(failures - 1, 52));
}
