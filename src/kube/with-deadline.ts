import type { Clock } from "../base/clock.ts";

/** How long some work may take, and who else may end it. */
export interface Deadline {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Its reason is what the work then fails with. */
  readonly signal?: AbortSignal | undefined;
  /** The error of work that took too long. */
  readonly timeoutError: () => Error;
}

/**
 * Runs `work` with a signal that is aborted when the time is over or the deadline's own signal is aborted, and rejects
 * at that moment, whether or not the work heeds its signal.
 */
export async function withDeadline<T>(deadline: Deadline, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { clock, timeoutMs, signal, timeoutError } = deadline;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const timer = clock.setTimer(timeoutMs, () => controller.abort(timeoutError()));
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  // Listens before the work does, so that the deadline's own error comes first.
  const ended = rejectionOf(controller.signal);
  try {
    return await Promise.race([ended, work(controller.signal)]);
  } finally {
    timer.cancel();
    signal?.removeEventListener("abort", onAbort);
  }
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}
