import type { Condition } from "../../api/app-runner-service.ts";
import type { ConditionType } from "./condition-types.ts";
import { eventOf } from "./event-reasons.ts";
import type { ManagedStatus, ShownOperation } from "./managed-resource.ts";
import type { ObjectEvent } from "./observer.ts";

/** The happenings that a change of status tells about: operations, Ready gained and lost, stalls, failed deployments. */
export function statusEvents(before: ManagedStatus | undefined, after: ManagedStatus): readonly ObjectEvent[] {
  return [
    ...operationStarted(before, after),
    ...operationEnded(before, after),
    ...transitionChanged(before, after),
    ...readyChanged(before, after),
    ...becameTrue(before, after, "Stalled"),
    ...becameTrue(before, after, "DeploymentFailed"),
  ];
}

function operationStarted(before: ManagedStatus | undefined, after: ManagedStatus): ObjectEvent[] {
  const operation = after.operation;
  if (operation === undefined || operation.id === before?.operation?.id) return [];
  const whose = operation.foreign === true ? ", by somebody else" : "";
  return [eventOf("OperationStarted", operation.type, `${name(operation)} has begun${whose}`)];
}

function operationEnded(before: ManagedStatus | undefined, after: ManagedStatus): ObjectEvent[] {
  const ended = after.recentOperations?.[0];
  if (ended === undefined || ended.id === before?.recentOperations?.[0]?.id) return [];
  return [
    ended.status === "SUCCEEDED"
      ? eventOf("OperationSucceeded", ended.type, `${name(ended)} succeeded`)
      : eventOf("OperationFailed", ended.type, `${name(ended)} ended as ${ended.status}`),
  ];
}

/** A resource without operations shows by its status alone what App Runner does to it. */
function transitionChanged(before: ManagedStatus | undefined, after: ManagedStatus): ObjectEvent[] {
  const [was, now] = [before?.transition, after.transition];
  if (was?.status === now?.status) return [];
  const stalled = condition(after, "Stalled");
  const ended = was && [
    stalled === undefined
      ? eventOf("OperationSucceeded", "Reconciling", `${was.status} has ended`)
      : eventOf("OperationFailed", "Reconciling", `${was.status} has ended as ${stalled.reason}`),
  ];
  const begun = now && [eventOf("OperationStarted", "Reconciling", `${now.status} has begun`)];
  return [...(ended ?? []), ...(begun ?? [])];
}

function readyChanged(before: ManagedStatus | undefined, after: ManagedStatus): ObjectEvent[] {
  const was = condition(before, "Ready")?.status === "True";
  const ready = condition(after, "Ready");
  if (ready === undefined || was === (ready.status === "True")) return [];
  return [
    ready.status === "True"
      ? eventOf("Ready", "Reconciling", ready.message)
      : eventOf("NotReady", "Reconciling", `${ready.reason}: ${ready.message}`),
  ];
}

/** Told with the reason of the condition, which is one of the documented ones. */
function becameTrue(
  before: ManagedStatus | undefined,
  after: ManagedStatus,
  type: Extract<ConditionType, "Stalled" | "DeploymentFailed">,
): ObjectEvent[] {
  const now = condition(after, type);
  const was = condition(before, type);
  if (now === undefined || (was?.reason === now.reason && was.message === now.message)) return [];
  return [{ type: "Warning", reason: now.reason, action: "Reconciling", note: now.message }];
}

function condition(status: ManagedStatus | undefined, type: ConditionType): Condition | undefined {
  return status?.conditions?.find((candidate) => candidate.type === type);
}

function name(operation: ShownOperation): string {
  return `${operation.type} ${operation.id}`;
}
