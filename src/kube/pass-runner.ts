import type { ReconcileResult } from "./observer.ts";
import type { ControllerOptions } from "./controller-options.ts";
import { settledWithin, whenAborted } from "./wait.ts";
import type { WorkItem } from "./work-queue.ts";

/** How long a pass that was told to abort keeps its worker. After that the worker goes on; the key stays locked. */
const abortGraceMs = 5_000;

/** Runs single passes and remembers those under way. */
export class PassRunner {
  readonly #options: ControllerOptions;
  readonly #running = new Map<string, AbortController>();

  constructor(options: ControllerOptions) {
    this.#options = options;
  }

  get unfinished(): readonly string[] {
    return [...this.#running.keys()];
  }

  abort(): void {
    for (const controller of this.#running.values()) controller.abort(new Error("the operator is stopping"));
  }

  /** Resolves when the pass has ended, or has ignored its end for the grace. Never rejects. */
  async run(item: WorkItem): Promise<void> {
    const { clock, observer, reconcileTimeoutMs = 120_000 } = this.#options;
    const controller = new AbortController();
    this.#running.set(item.key, controller);
    const timeout = clock.setTimer(reconcileTimeoutMs, () => {
      observer.reconcileTimedOut(item.key);
      controller.abort(new Error(`the pass took longer than ${reconcileTimeoutMs} ms`));
    });
    const pass = this.#pass(item, controller.signal).finally(() => {
      timeout.cancel();
      this.#running.delete(item.key);
    });
    await Promise.race([pass, this.#graceOver(controller.signal, pass)]);
  }

  async #pass({ key, priority }: WorkItem, signal: AbortSignal): Promise<void> {
    const { queue, clock, observer } = this.#options;
    const startMs = clock.monotonicMs();
    observer.reconcileStarted(key);
    let result: ReconcileResult;
    let failure: { readonly error?: unknown } = {};
    try {
      const { requeueAfterMs } = await this.#options.reconcile(key, {
        signal,
        priority,
        failures: queue.failures(key),
      });
      queue.forget(key);
      result = requeueAfterMs === undefined ? "success" : "requeue_after";
      if (requeueAfterMs !== undefined) queue.addAfter(key, requeueAfterMs, priority);
    } catch (error) {
      result = "error";
      failure = { error };
      queue.addRateLimited(key, priority);
    }
    queue.done(key);
    observer.reconcileFinished({ key, result, durationMs: clock.monotonicMs() - startMs, ...failure });
  }

  async #graceOver(signal: AbortSignal, pass: Promise<void>): Promise<void> {
    await whenAborted(signal);
    await settledWithin(this.#options.clock, abortGraceMs, pass);
  }
}
