import type { ControllerOptions } from "./controller-options.ts";
import { PassRunner } from "./pass-runner.ts";
import { settledWithin, whenAborted } from "./wait.ts";

/** For passes that were told to abort to come to their end. */
const abortMs = 100;

/**
 * Takes keys from the queue and reconciles them until told to end, then resolves. An exception in a pass is observed and
 * the key retried with backoff; it affects no other key. Passes of one key never overlap, not even when one hangs.
 */
export async function runController(options: ControllerOptions): Promise<void> {
  const { queue, workers, clock, observer, signal, abortSignal, drainMs = 8_000 } = options;
  const passes = new PassRunner(options);
  const abort = (): void => passes.abort();
  const stop = (): void => queue.shutDown("drop");
  if (signal.aborted || abortSignal?.aborted === true) stop();
  signal.addEventListener("abort", stop, { once: true });
  abortSignal?.addEventListener("abort", stop, { once: true });
  abortSignal?.addEventListener("abort", abort, { once: true });
  observer.started(workers);
  const worker = async (): Promise<void> => {
    for (let item = await queue.get(); item !== undefined; item = await queue.get()) await passes.run(item);
  };
  const workersDone = Promise.all(Array.from({ length: workers }, worker));
  await whenAborted(signal, abortSignal);
  if (abortSignal?.aborted !== true) await settledWithin(clock, drainMs, workersDone, abortSignal);
  passes.abort();
  await settledWithin(clock, abortMs, workersDone);
  signal.removeEventListener("abort", stop);
  abortSignal?.removeEventListener("abort", stop);
  abortSignal?.removeEventListener("abort", abort);
  observer.stopped(passes.unfinished);
}
