import type { Outcome } from "../engine/outcome.ts";
import { remember, type RevisionedMemory } from "./memory.ts";
import type { PendingChange, RevisionedResource, Version } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

/** What is remembered, brought up to date with what App Runner is doing to a version; undefined: nothing. */
export function followTransition(
  memory: RevisionedMemory,
  pending: PendingChange | undefined,
  nowMs: number,
): RevisionedMemory {
  if (pending === undefined) return remember(memory, { transition: undefined });
  if (memory.transition?.status === pending.status) return memory;
  return remember(memory, { transition: { status: pending.status, since: new Date(nowMs).toISOString() } });
}

/** How it is told that App Runner is at work on a version: until when that is nothing unusual, and after that. */
export function pendingOutcome<Resource extends RevisionedResource>(
  { model, memory, nowMs, timings }: PlanInput<Resource>,
  version: Version,
  { reason, message, status }: PendingChange,
): Outcome {
  const { since } = memory.transition ?? {};
  const isStuck = since !== undefined && nowMs - Date.parse(since) > timings.deadlines.otherMs;
  if (!isStuck) return { reason, message, requeueAfterMs: timings.pollMs };
  return {
    reason: "OperationStuck",
    message: `the ${model.noun} ${version.arn} is ${status} since ${since}`,
    requeueAfterMs: timings.stuckPollMs,
  };
}
