import type { Outcome } from "../engine/outcome.ts";
import { openRetry } from "./decisions.ts";
import { hasFailed } from "./operation.ts";
import type { PlanInput } from "./plan-input.ts";

/**
 * Our last operation, when it was of that type and failed so lately that it is not tried again yet; undefined otherwise.
 * A deletion, pause or resume is no configuration: trying it again can help.
 */
export function failedAttempt(input: PlanInput, type: string): Pick<Outcome, "message" | "requeueAfterMs"> | undefined {
  const last = input.memory.recentOperations?.[0];
  if (last === undefined || last.type !== type || last.foreign === true || !hasFailed(last)) return undefined;
  const endedAt = last.endedAt ?? last.startedAt;
  const remainingMs = endedAt === undefined ? 0 : Date.parse(endedAt) + input.timings.deleteRetryMs - input.nowMs;
  if (remainingMs <= 0 || openRetry(input) !== undefined) return undefined;
  return {
    message: `${last.type} ${last.id} ended as ${last.status}; it is tried again after some minutes`,
    requeueAfterMs: remainingMs,
  };
}
