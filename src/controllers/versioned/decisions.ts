import type { AppRunnerCall } from "../../aws/port.ts";
import { reconcileAnnotation, retryAnnotation } from "../engine/annotations.ts";
import { isClaimed } from "../engine/claim.ts";
import type { Decision } from "../engine/decision.ts";
import type { Outcome } from "../engine/outcome.ts";
import { requestOf } from "../engine/policies.ts";
import type { Reason } from "../engine/reasons.ts";
import { type MemoryChanges, remember, type VersionedMemory } from "./memory.ts";
import type { VersionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

export type VersionedDecision = Decision<VersionedMemory>;

/** Ends the pass. Whatever was asked for by annotation is answered by it: everything was looked at again. */
export function finish<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  outcome: Partial<Outcome> & { readonly reason: Reason; readonly message: string },
  changes: MemoryChanges = {},
  facts: Readonly<Record<string, unknown>> = {},
): VersionedDecision {
  const { resource, memory } = input;
  const handled: MemoryChanges = {
    lastHandledRetryRequestedAt: requestOf(resource, retryAnnotation) ?? memory.lastHandledRetryRequestedAt,
    lastHandledReconcileRequestedAt: requestOf(resource, reconcileAnnotation) ?? memory.lastHandledReconcileRequestedAt,
  };
  return {
    type: "finish",
    outcome: { requeueAfterMs: deepReadMs(input), ...outcome },
    memory: remember(memory, { ...handled, ...changes }, facts),
  };
}

/** Makes a call when the object is claimed; else claims it first. */
export function mutate<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  step: {
    readonly call: AppRunnerCall;
    readonly because: string;
    readonly reason: Reason;
    readonly changes?: MemoryChanges;
    /** The settings of the manifest that the call applies. */
    readonly fields?: readonly string[];
    readonly correctsDrift?: boolean;
    readonly isReplacement?: true;
    readonly requeueAfterMs?: number;
    readonly onRefusal?: Extract<VersionedDecision, { type: "call" }>["onRefusal"];
  },
): VersionedDecision {
  if (!isClaimed(input.resource)) return { type: "claim" };
  const intent = {
    call: step.call.operation,
    ...(step.fields === undefined ? {} : { fields: step.fields }),
    recordedAt: new Date(input.nowMs).toISOString(),
  };
  return {
    type: "call",
    call: step.call,
    because: step.because,
    outcome: {
      reason: step.reason,
      message: step.because,
      requeueAfterMs: step.requeueAfterMs ?? input.timings.pollMs,
    },
    memory: remember(input.memory, { ...step.changes, intent }),
    ...(step.correctsDrift === true ? { correctsDrift: true } : {}),
    ...(step.isReplacement === true ? { isReplacement: true } : {}),
    ...(step.onRefusal === undefined ? {} : { onRefusal: step.onRefusal }),
  };
}

/** Whether somebody asks for one more attempt at what failed. */
export function isRetryRequested<Resource extends VersionedResource>({
  resource,
  memory,
}: PlanInput<Resource>): boolean {
  const request = requestOf(resource, retryAnnotation);
  return request !== undefined && request !== memory.lastHandledRetryRequestedAt;
}

/** For a call that is the attempt that was asked for. */
export function retryHandled<Resource extends VersionedResource>({
  resource,
  memory,
}: PlanInput<Resource>): MemoryChanges {
  return {
    lastHandledRetryRequestedAt: requestOf(resource, retryAnnotation) ?? memory.lastHandledRetryRequestedAt,
  };
}

/** How often everything is read again. */
function deepReadMs<Resource extends VersionedResource>({ resource, timings }: PlanInput<Resource>): number {
  const seconds = resource.spec.driftIntervalSeconds;
  return seconds === undefined ? timings.deepReadMs : (seconds * 1000) / timings.speed;
}
