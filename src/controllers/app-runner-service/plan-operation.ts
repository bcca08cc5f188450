import type { Operation } from "../../api/app-runner-service.ts";
import { deadlineMs } from "./deadline.ts";
import { openRetry, type ServiceDecision, wait } from "./decisions.ts";
import { specHash } from "./effective.ts";
import { effectiveManagementPolicy } from "../engine/policies.ts";
import type { MemoryChanges } from "./memory.ts";
import { busy, maintenance } from "./operation.ts";
import type { PlanInput } from "./plan-input.ts";
import type { Reason } from "../engine/reasons.ts";

const ownReasons: Readonly<Record<string, Reason>> = {
  CREATE_SERVICE: "Creating",
  UPDATE_SERVICE: "Updating",
  START_DEPLOYMENT: "Deploying",
  PAUSE_SERVICE: "Pausing",
  RESUME_SERVICE: "Resuming",
  DELETE_SERVICE: "Deleting",
};

/** The service is busy: what with, and whether anything waits for it. */
export function planOperation(input: PlanInput, changes: MemoryChanges = {}): ServiceDecision {
  const operation = input.memory.operation ?? {
    id: maintenance,
    type: maintenance,
    status: "IN_PROGRESS",
    startedAt: new Date(input.nowMs).toISOString(),
    foreign: true,
  };
  const withOperation = { ...changes, operation, serviceStatus: busy };
  if (isStuck(input, operation)) {
    return wait(
      input,
      {
        reason: "OperationStuck",
        message: `${describe(operation)} began at ${operation.startedAt ?? "an unknown time"} and has not ended; operations of its kind take ${Math.round((deadlineMs(operation, input) * input.timings.speed) / 60_000)} minutes at most`,
        requeueAfterMs: input.timings.stuckPollMs,
      },
      withOperation,
    );
  }
  const { reason, message } = explain(input, operation);
  // Of maintenance nothing is listed, and the fleet sweep sees its end.
  const requeueAfterMs = operation.type === maintenance ? input.timings.stuckPollMs : input.timings.pollMs;
  return wait(input, { reason, message, requeueAfterMs }, withOperation);
}

function explain(input: PlanInput, operation: Operation): { reason: Reason; message: string } {
  const own = operation.foreign === true ? undefined : ownReasons[operation.type];
  if (own !== undefined && (own === "Deleting" || input.resource.metadata.deletionTimestamp === undefined)) {
    const rollingBack = operation.status === "ROLLBACK_IN_PROGRESS" ? "; it failed and is being rolled back" : "";
    return { reason: own, message: `${describe(operation)} is running${rollingBack}` };
  }
  if (input.resource.metadata.deletionTimestamp !== undefined) {
    return { reason: "WaitingForOperation", message: `the deletion waits until ${describe(operation)} ends` };
  }
  const nothingWaits =
    effectiveManagementPolicy(input.resource) === "Observe" ||
    specHash(input.resource) === input.memory.appliedConfigurationHash ||
    isLatched(input);
  return nothingWaits
    ? { reason: "ForeignOperation", message: `${describe(operation)}, which somebody else started, is running` }
    : { reason: "WaitingForOperation", message: `changes wait until ${describe(operation)} ends` };
}

/** What this generation asks for failed, and is not tried again. */
function isLatched(input: PlanInput): boolean {
  const { metadata, status } = input.resource;
  const stalled = status?.conditions?.find(({ type }) => type === "Stalled");
  const isOfThisGeneration = stalled?.observedGeneration === metadata.generation;
  return isOfThisGeneration && stalled.reason === input.memory.failure?.reason && openRetry(input) === undefined;
}

function describe(operation: Operation): string {
  return operation.type === maintenance ? "maintenance by AWS" : `${operation.type} ${operation.id}`;
}

function isStuck(input: PlanInput, operation: Operation): boolean {
  if (operation.startedAt === undefined) return false;
  return input.nowMs - Date.parse(operation.startedAt) > deadlineMs(operation, input);
}
