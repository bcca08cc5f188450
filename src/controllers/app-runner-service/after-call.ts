import type { Service } from "@aws-sdk/client-apprunner";
import type { AwsErrorClass } from "../../aws/aws-error.ts";
import type { AppRunnerCall } from "../../aws/port.ts";
import type { AcceptedCall } from "../engine/kind.ts";
import { ourPrefix } from "../engine/ownership.ts";
import { liveFacts } from "./live-facts.ts";
import { remember, type ServiceMemory } from "./memory.ts";
import type { Observation } from "./observation.ts";
import { rememberStarted } from "./follow-operations.ts";
import { busy, startsOperation } from "./operation.ts";

/** What a call's answer tells. */
export interface CallAnswer {
  readonly OperationId?: string | undefined;
  readonly Service?: Service | undefined;
}

/** What is known after a call that App Runner accepted. */
export interface AfterCall {
  readonly memory: ServiceMemory;
  /** What there is now; undefined: the pass is over, since an operation has begun, or it has to be read again. */
  readonly observation: Observation | undefined;
}

/** Draws the conclusions from an accepted call, without asking AWS again. */
export function afterCall(
  memory: ServiceMemory,
  observation: Observation,
  { call, answer, nowMs }: AcceptedCall<CallAnswer>,
): AfterCall {
  if (startsOperation(call.operation) !== undefined) {
    const service = answer.Service;
    const facts = call.operation === "CreateService" && service !== undefined ? liveFacts(service, "created") : {};
    const operation = begun(call, answer, nowMs);
    const state = operation === undefined ? {} : { serviceStatus: busy };
    return {
      memory: rememberStarted(remember(memory, { ...facts, ...state }), operation),
      observation: undefined,
    };
  }
  const released = call.operation === "UntagResource" && (call.input.TagKeys ?? []).includes(`${ourPrefix}origin`);
  const tagged = remember(memory, {
    intent: undefined,
    appliedTagKeys: appliedTagKeys(memory, call),
    ...(released ? { origin: undefined } : {}),
  });
  // Whose the service is now, only reading its tags again can tell: another cluster may have tagged it, too.
  return { memory: tagged, observation: claimsOwnership(call) ? undefined : retagged(observation, call) };
}

function claimsOwnership(call: AppRunnerCall): boolean {
  return call.operation === "TagResource" && (call.input.Tags ?? []).some(({ Key = "" }) => Key.startsWith(ourPrefix));
}

function appliedTagKeys({ appliedTagKeys: applied = [] }: ServiceMemory, call: AppRunnerCall): readonly string[] {
  const set = call.operation === "TagResource" ? (call.input.Tags ?? []).map(({ Key = "" }) => Key) : [];
  const removed = call.operation === "UntagResource" ? (call.input.TagKeys ?? []) : [];
  return [...new Set([...applied, ...set])].filter((key) => !removed.includes(key) && !key.startsWith(ourPrefix));
}

/** Undefined when App Runner named no operation: pausing what is paused starts none, and the next list tells. */
function begun(call: AppRunnerCall, answer: CallAnswer, nowMs: number): ServiceMemory["operation"] {
  const type = startsOperation(call.operation);
  return answer.OperationId === undefined || type === undefined
    ? undefined
    : { id: answer.OperationId, type, status: "IN_PROGRESS", startedAt: new Date(nowMs).toISOString() };
}

function retagged(observation: Observation, call: AppRunnerCall): Observation {
  if (observation.state !== "present") return observation;
  const tags = new Map(observation.tags);
  if (call.operation === "TagResource") {
    for (const { Key = "", Value = "" } of call.input.Tags ?? []) tags.set(Key, Value);
  }
  if (call.operation === "UntagResource") for (const key of call.input.TagKeys ?? []) tags.delete(key);
  return { ...observation, tags };
}

/** After these errors it is open whether the call took effect; after all others it is certain that it did not. */
const openClasses: readonly AwsErrorClass[] = ["transient", "malformed"];

/** A call that App Runner certainly refused leaves nothing to look for, so its intent is dropped. */
export function afterRefusal(memory: ServiceMemory, errorClass: AwsErrorClass): ServiceMemory {
  return openClasses.includes(errorClass) ? memory : remember(memory, { intent: undefined });
}
