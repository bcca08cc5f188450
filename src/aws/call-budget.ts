import type { OperationKind } from "./operation-kind.ts";

/** How many calls may be made in one place. Reads and mutations do not take from each other. */
export interface CallBudget {
  /**
   * Waits until a call of this kind may be made, first come, first served. Resolves with how long it waited,
   * milliseconds; rejects with the signal's reason when that is aborted, and then takes nothing from the budget.
   */
  take(kind: OperationKind, signal?: AbortSignal): Promise<number>;
  /** AWS throttled a call of this kind: pause, then go on slower. */
  throttled(kind: OperationKind): void;
  /** A call of this kind was not throttled: back towards the full rate. */
  accepted(kind: OperationKind): void;
}
