/** What the parts of this folder tell the outside. Implementations must not throw; they turn it into logs and metrics. */

/** One request to the API server has ended. */
export interface RestObserver {
  /** `status` is `<error>` when no answer came, as in the metric rest_client_requests_total. */
  requestFinished(request: {
    readonly method: string;
    readonly host: string;
    readonly status: number | "<error>";
    readonly durationMs: number;
  }): void;
}

/** The life of a list and watch. */
export interface ReflectorObserver {
  listed(list: { readonly resource: string; readonly namespace: string | undefined; readonly count: number }): void;
  /** A list or a watch broke; it is tried again after `retryInMs`. */
  failed(failure: {
    readonly resource: string;
    readonly namespace: string | undefined;
    readonly error: unknown;
    readonly retryInMs: number;
  }): void;
  /** A handler threw; the others and the store were not affected. */
  handlerFailed(failure: { readonly resource: string; readonly key: string; readonly error: unknown }): void;
}

/** What a queue can be asked at any time. */
export interface WorkQueueGauges {
  /** Keys ready to be taken. */
  readonly depth: number;
  /** The sum of how long the keys in work have been worked, milliseconds. */
  unfinishedWorkMs(): number;
  /** How long the longest of them has been worked, milliseconds. */
  longestRunningMs(): number;
}

export interface WorkQueueObserver {
  /** Called once, when the queue is made. */
  attached(queue: WorkQueueGauges): void;
  added(): void;
  /** A key was taken, this long after it became ready. */
  taken(waitedMs: number): void;
  done(workedMs: number): void;
  /** A key was put back with backoff. */
  retried(): void;
}

/** How a pass ended, as in the metric controller_runtime_reconcile_total. */
export type ReconcileResult = "success" | "error" | "requeue_after";

export interface ControllerObserver {
  /** The loop has started, with this many workers. */
  started(workers: number): void;
  reconcileStarted(key: string): void;
  /** `error` is there exactly when `result` is `error`. */
  reconcileFinished(pass: {
    readonly key: string;
    readonly result: ReconcileResult;
    readonly durationMs: number;
    readonly error?: unknown;
  }): void;
  /** A pass exceeded its time and was told to abort. */
  reconcileTimedOut(key: string): void;
  /** The loop has ended, with these keys still in work after the time for draining. */
  stopped(unfinished: readonly string[]): void;
}

export interface ElectorObserver {
  /** Leadership was gained or ended. */
  leading(isLeader: boolean): void;
  /** Another candidate, or nobody (empty), holds the lease now. */
  holderChanged(identity: string): void;
  /** A try to acquire or renew failed; it goes on. */
  failed(error: unknown): void;
  /** A renewal had to read the lease first. */
  slowPath(): void;
}

/** Why an event was not written. */
type EventDropReason = "queue-full" | "rate-limited" | "refused" | "stopped";

export interface EventObserver {
  dropped(reason: EventDropReason, error?: unknown): void;
}
