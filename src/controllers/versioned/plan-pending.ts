import type { Outcome } from "../engine/outcome.ts";
import { isStuck, nextTransition } from "../engine/transition.ts";
import { remember, type VersionedMemory } from "./memory.ts";
import type { PendingChange, VersionedResource, Version } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

/** What is remembered, brought up to date with what App Runner is doing to a version; undefined: nothing. */
export function followTransition(
  memory: VersionedMemory,
  pending: PendingChange | undefined,
  nowMs: number,
): VersionedMemory {
  return remember(memory, { transition: nextTransition(memory.transition, pending?.status, nowMs) });
}

/** How it is told that App Runner is at work on a version: until when that is nothing unusual, and after that. */
export function pendingOutcome<Resource extends VersionedResource>(
  { model, memory, nowMs, timings }: PlanInput<Resource>,
  version: Version,
  { reason, message, status }: PendingChange,
): Outcome {
  const { transition } = memory;
  if (!isStuck(transition, timings.deadlines.otherMs, nowMs)) {
    return { reason, message, requeueAfterMs: timings.pollMs };
  }
  return {
    reason: "OperationStuck",
    message: `the ${model.noun} ${version.arn} is ${status} since ${transition?.startedAt ?? "?"}`,
    requeueAfterMs: timings.stuckPollMs,
  };
}
