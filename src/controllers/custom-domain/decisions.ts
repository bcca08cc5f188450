import type { AppRunnerCall } from "../../aws/port.ts";
import { reconcileAnnotation, retryAnnotation } from "../engine/annotations.ts";
import { isClaimed } from "../engine/claim.ts";
import type { Decision } from "../engine/decision.ts";
import type { Outcome } from "../engine/outcome.ts";
import { requestOf } from "../engine/policies.ts";
import type { Reason } from "../engine/reasons.ts";
import { type DomainMemory, type MemoryChanges, remember } from "./memory.ts";
import type { PlanInput } from "./plan-input.ts";

export type DomainDecision = Decision<DomainMemory>;

type DomainCall = AppRunnerCall<"AssociateCustomDomain" | "DisassociateCustomDomain">;

/** Ends the pass. Whatever was asked for by annotation is answered by it: everything was looked at again. */
export function finish(
  input: PlanInput,
  outcome: Partial<Outcome> & { readonly reason: Reason; readonly message: string },
  changes: MemoryChanges = {},
): DomainDecision {
  const { resource, memory, timings } = input;
  const seconds = resource.spec.driftIntervalSeconds;
  const deepReadMs = seconds === undefined ? timings.deepReadMs : (seconds * 1000) / timings.speed;
  return {
    type: "finish",
    outcome: { requeueAfterMs: deepReadMs, ...outcome },
    memory: remember(memory, {
      lastHandledRetryRequestedAt: requestOf(resource, retryAnnotation) ?? memory.lastHandledRetryRequestedAt,
      lastHandledReconcileRequestedAt:
        requestOf(resource, reconcileAnnotation) ?? memory.lastHandledReconcileRequestedAt,
      ...changes,
    }),
  };
}

/** Makes a call when the object is claimed; else claims it first. */
export function mutate(
  input: PlanInput,
  step: {
    readonly call: DomainCall;
    readonly because: string;
    readonly reason: Reason;
    readonly changes?: MemoryChanges;
    readonly correctsDrift?: boolean;
    readonly onRefusal?: Extract<DomainDecision, { type: "call" }>["onRefusal"];
  },
): DomainDecision {
  if (!isClaimed(input.resource)) return { type: "claim" };
  const intent = { call: step.call.operation, recordedAt: new Date(input.nowMs).toISOString() };
  return {
    type: "call",
    call: step.call,
    because: step.because,
    outcome: { reason: step.reason, message: step.because, requeueAfterMs: input.timings.pollMs },
    memory: remember(input.memory, { ...step.changes, intent }),
    ...(step.correctsDrift === true ? { correctsDrift: true } : {}),
    ...(step.onRefusal === undefined ? {} : { onRefusal: step.onRefusal }),
  };
}

/** Whether somebody asks for one more attempt at what failed. */
export function isRetryRequested({ resource, memory }: PlanInput): boolean {
  const request = requestOf(resource, retryAnnotation);
  return request !== undefined && request !== memory.lastHandledRetryRequestedAt;
}
