import { backoffDelayMs } from "../../base/backoff.ts";
import type { Outcome } from "../engine/outcome.ts";
import type { PlanInput } from "./plan-input.ts";

/** How often a service is created again at most, for one configuration. */
const maxAttempts = 5;

/** Whether `createFailurePolicy: Recreate` wants the failed service deleted and created again. */
export type RecreateState =
  | { readonly state: "off" }
  | { readonly state: "due" }
  | { readonly state: "exhausted" }
  | { readonly state: "waiting"; readonly outcome: Outcome };

/** The attempts are 1 to 30 minutes apart. A service that the operator only adopted is never deleted for this. */
export function recreateState(input: PlanInput): RecreateState {
  const { resource, memory, timings, nowMs } = input;
  if (resource.spec.createFailurePolicy !== "Recreate") return { state: "off" };
  const { attempts, lastAttemptAt } = memory.recreate ?? { attempts: 0, lastAttemptAt: undefined };
  if (attempts > maxAttempts) return { state: "exhausted" };
  const backoff = { baseMs: timings.recreateMinMs, maxMs: timings.recreateMaxMs };
  const dueMs =
    lastAttemptAt === undefined ? nowMs : Date.parse(lastAttemptAt) + backoffDelayMs(backoff, Math.max(1, attempts));
  if (dueMs <= nowMs) return { state: "due" };
  return {
    state: "waiting",
    outcome: {
      reason: "Recreating",
      message: `creating the service failed; attempt ${attempts + 1} of ${maxAttempts + 1} is due at ${new Date(dueMs).toISOString()}`,
      requeueAfterMs: dueMs - nowMs,
    },
  };
}
