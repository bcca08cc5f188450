import type { Durations } from "../settings/durations.ts";
import type { Outcome } from "./outcome.ts";
import type {
  OperationRecord,
  OperationStatus,
  OperationType,
  ServiceConfiguration,
  ServiceStatus,
} from "./service-record.ts";

/** A change that happens to a busy service at `atMs` of the clock. */
export interface Step {
  readonly atMs: number;
  /** The operation's next status. */
  readonly operation?: OperationStatus;
  /** The service comes to rest, with the configuration that it has from then on. */
  readonly service?: { readonly status: ServiceStatus; readonly configuration?: ServiceConfiguration };
}

/** What a busy service is doing: an operation, or AWS's maintenance when there is none. */
export interface Activity {
  readonly operation?: OperationRecord;
  /** In the order of time; the last one brings the service to rest. */
  readonly steps: readonly Step[];
}

/** A status that an operation gets, and the time since its start. */
interface Milestone {
  readonly afterMs: number;
  readonly status: OperationStatus;
}

/** The statuses that an operation passes, in the order of time: none comes later than the end, however short that is. */
export function timeline(
  type: OperationType,
  outcome: Outcome,
  durations: Durations,
  fromCode: boolean,
): readonly Milestone[] {
  const milestones = milestonesOf(type, outcome, durations, fromCode);
  return milestones.map(({ status }, index) => ({
    afterMs: Math.min(...milestones.slice(index).map(({ afterMs }) => afterMs)),
    status,
  }));
}

function milestonesOf(
  type: OperationType,
  outcome: Outcome,
  durations: Durations,
  fromCode: boolean,
): readonly Milestone[] {
  const begun = { afterMs: durations.pending, status: "IN_PROGRESS" } as const;
  const rollingBack = { afterMs: durations.rollbackStart, status: "ROLLBACK_IN_PROGRESS" } as const;
  switch (outcome) {
    case "succeeds":
      return [begun, { afterMs: successDuration(type, durations, fromCode), status: "SUCCEEDED" }];
    case "fails":
      return [begun, { afterMs: failureDuration(type, durations, fromCode), status: "FAILED" }];
    case "rolls back":
      return [begun, rollingBack, { afterMs: durations.rollback, status: "ROLLBACK_SUCCEEDED" }];
    case "fails to roll back":
      return [begun, rollingBack, { afterMs: durations.rollback, status: "ROLLBACK_FAILED" }];
  }
}

function successDuration(type: OperationType, durations: Durations, fromCode: boolean): number {
  switch (type) {
    case "CREATE_SERVICE":
      return fromCode ? durations.createFromCode : durations.createFromImage;
    case "UPDATE_SERVICE":
      return durations.update;
    case "START_DEPLOYMENT":
      return durations.deployment;
    case "PAUSE_SERVICE":
      return durations.pause;
    case "RESUME_SERVICE":
      return durations.resume;
    case "DELETE_SERVICE":
      return durations.delete;
  }
}

/** Only what starts an application waits for health checks before it gives up. */
function failureDuration(type: OperationType, durations: Durations, fromCode: boolean): number {
  switch (type) {
    case "CREATE_SERVICE":
    case "UPDATE_SERVICE":
    case "START_DEPLOYMENT":
      return durations.failure;
    case "PAUSE_SERVICE":
    case "RESUME_SERVICE":
    case "DELETE_SERVICE":
      return successDuration(type, durations, fromCode);
  }
}

/** Where a service comes to rest after an operation. */
export function restingStatus(type: OperationType, outcome: Outcome, from: ServiceStatus): ServiceStatus {
  const succeeded = outcome === "succeeds";
  switch (type) {
    case "CREATE_SERVICE":
      return succeeded ? "RUNNING" : "CREATE_FAILED";
    case "UPDATE_SERVICE":
      // A paused service takes updates only by the switch `pausedUpdate`, and stays paused.
      if (from === "PAUSED") return "PAUSED";
      return from === "CREATE_FAILED" && !succeeded ? "CREATE_FAILED" : "RUNNING";
    case "START_DEPLOYMENT":
      return "RUNNING";
    case "PAUSE_SERVICE":
      return succeeded ? "PAUSED" : "RUNNING";
    case "RESUME_SERVICE":
      return succeeded ? "RUNNING" : "PAUSED";
    case "DELETE_SERVICE":
      return succeeded ? "DELETED" : "DELETE_FAILED";
  }
}
