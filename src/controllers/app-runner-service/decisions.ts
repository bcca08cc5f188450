import type { AppRunnerCall } from "../../aws/port.ts";
import type { Intent } from "../../api/app-runner-service.ts";
import type { Decision } from "../engine/decision.ts";
import { retryAnnotation } from "../engine/annotations.ts";
import type { Outcome } from "../engine/outcome.ts";
import type { Reason } from "../engine/reasons.ts";
import { isClaimed } from "../engine/claim.ts";
import { requestOf } from "../engine/policies.ts";
import { type MemoryChanges, remember, type ServiceMemory } from "./memory.ts";
import type { PlanInput } from "./plan-input.ts";

export type ServiceDecision = Decision<ServiceMemory>;

/** The value of a requested retry that was not answered yet. */
export function openRetry(input: PlanInput): string | undefined {
  const requested = requestOf(input.resource, retryAnnotation);
  return requested === input.memory.lastHandledRetryRequestedAt ? undefined : requested;
}

/** Ends the pass. A requested retry is answered by it: everything was looked at again. */
export function finish(
  input: PlanInput,
  outcome: Partial<Outcome> & { readonly reason: Reason; readonly message: string },
  changes: MemoryChanges = {},
): ServiceDecision {
  const memory = remember(input.memory, {
    lastHandledRetryRequestedAt: openRetry(input) ?? input.memory.lastHandledRetryRequestedAt,
    ...changes,
  });
  return { type: "finish", outcome: { requeueAfterMs: deepReadMs(input), ...outcome }, memory };
}

/** For the end of a pass that cannot act on a requested retry yet, and has nothing to wait for either. */
export function retryStaysOpen({ memory }: PlanInput): MemoryChanges {
  return { lastHandledRetryRequestedAt: memory.lastHandledRetryRequestedAt };
}

/** Ends the pass to wait for something; a requested retry stays open until it can be acted on. */
export function wait(input: PlanInput, outcome: Outcome, changes: MemoryChanges = {}): ServiceDecision {
  return { type: "finish", outcome, memory: remember(input.memory, changes) };
}

/** Makes a call that starts an operation, or one that changes tags, when the object is claimed; else claims it first. */
export function mutate(
  input: PlanInput,
  step: {
    readonly call: AppRunnerCall<Intent["call"]>;
    readonly because: string;
    readonly reason: Reason;
    readonly intent?: Partial<Pick<Intent, "configurationHash" | "deploymentToken" | "fields">>;
    readonly changes?: MemoryChanges;
    readonly correctsDrift?: boolean;
  },
): ServiceDecision {
  if (!isClaimed(input.resource)) return { type: "claim" };
  const retry = openRetry(input);
  const operations = input.observation.state === "present" ? input.observation.operations : undefined;
  const newest = operations?.[0]?.Id;
  const intent: Intent = {
    call: step.call.operation,
    ...step.intent,
    ...(newest === undefined ? {} : { newestOperationId: newest }),
    ...(retry === undefined ? {} : { retryRequestedAt: retry }),
    recordedAt: new Date(input.nowMs).toISOString(),
  };
  return {
    type: "call",
    call: step.call,
    because: step.because,
    outcome: { reason: step.reason, message: step.because, requeueAfterMs: input.timings.pollMs },
    memory: remember(input.memory, { ...step.changes, intent }),
    ...(step.correctsDrift === true ? { correctsDrift: true } : {}),
  };
}

/** How often the service is read in full. */
function deepReadMs(input: PlanInput): number {
  const seconds = input.resource.spec.driftIntervalSeconds;
  return seconds === undefined ? input.timings.deepReadMs : (seconds * 1000) / input.timings.speed;
}
