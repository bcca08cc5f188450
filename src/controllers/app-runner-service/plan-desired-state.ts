import { mutate, openRetry, type ServiceDecision, wait } from "./decisions.ts";
import type { PresentService } from "./observation.ts";
import { hasFailed } from "./operations.ts";
import type { PlanInput } from "./plan-input.ts";
import { stateOf } from "./service-state.ts";

/** Pauses or resumes the service. A failure of that is tried again, after a while. */
export function planDesiredState(input: PlanInput, present: PresentService): ServiceDecision | undefined {
  const wanted = input.resource.spec.desiredState;
  if (wanted === undefined || wanted === stateOf(present.service.Status)) return undefined;
  const steps = {
    Running: { call: "ResumeService", type: "RESUME_SERVICE", reason: "Resuming", failed: "ResumeFailed" },
    Paused: { call: "PauseService", type: "PAUSE_SERVICE", reason: "Pausing", failed: "PauseFailed" },
  } as const;
  const step = steps[wanted];
  const last = input.memory.recentOperations?.[0];
  if (last !== undefined && last.type === step.type && last.foreign !== true && hasFailed(last)) {
    const remainingMs = Date.parse(last.endedAt ?? "") + input.timings.deleteRetryMs - input.nowMs;
    if (remainingMs > 0 && openRetry(input) === undefined) {
      return wait(input, {
        reason: step.failed,
        message: `${last.type} ${last.id} ended as ${last.status}; it is tried again after some minutes`,
        requeueAfterMs: remainingMs,
      });
    }
  }
  if (present.operations === undefined) return { type: "read", what: "operations" };
  return mutate(input, {
    call: { operation: step.call, input: { ServiceArn: present.service.ServiceArn } },
    because: `\`desiredState\` is ${wanted}`,
    reason: step.reason,
  });
}
