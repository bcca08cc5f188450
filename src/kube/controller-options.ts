import type { Clock } from "../base/clock.ts";
import type { ControllerObserver } from "./observer.ts";
import type { Priority, WorkQueue } from "./work-queue.ts";

/** What a pass leaves to do: nothing, or to look again after a while. Changes wake the key anyway. */
export interface Result {
  readonly requeueAfterMs?: number | undefined;
}

export interface ReconcileContext {
  /** Aborted when the pass has exceeded its time, or the process has no more time for it. */
  readonly signal: AbortSignal;
  readonly priority: Priority;
  /** How often the key failed in a row before this pass. */
  readonly failures: number;
}

export interface ControllerOptions {
  readonly queue: WorkQueue;
  readonly reconcile: (key: string, context: ReconcileContext) => Promise<Result>;
  /** How many keys are worked at once. */
  readonly workers: number;
  readonly clock: Clock;
  readonly observer: ControllerObserver;
  /** Ends the loop in good order: no new pass, those under way may end within `drainMs`. */
  readonly signal: AbortSignal;
  /** Ends the loop at once, aborting the passes under way; for lost leadership. */
  readonly abortSignal?: AbortSignal | undefined;
  /** A pass that takes longer is told to abort and counts as failed; default 2 min. */
  readonly reconcileTimeoutMs?: number | undefined;
  /** Default 8 s. */
  readonly drainMs?: number | undefined;
}
