import type { Clock } from "../base/clock.ts";
import { sleep } from "../base/sleep.ts";

/** Resolves when one of the signals is aborted. */
export function whenAborted(...signals: readonly (AbortSignal | undefined)[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      if (signal?.aborted === true) resolve();
      signal?.addEventListener("abort", () => resolve(), { once: true });
    }
  });
}

/** Resolves when the promise has settled, the time is over, or the signal is aborted. */
export async function settledWithin(
  clock: Clock,
  limitMs: number,
  promise: Promise<unknown>,
  signal?: AbortSignal,
): Promise<void> {
  const controller = new AbortController();
  const over = sleep(clock, limitMs, controller.signal).catch(() => undefined);
  const settled = promise.then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([over, settled, ...(signal === undefined ? [] : [whenAborted(signal)])]);
  controller.abort();
}
