import { mutate, type ServiceDecision, wait } from "./decisions.ts";
import { failedAttempt } from "./failed-attempt.ts";
import type { PresentService } from "./observation.ts";
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
  const failed = failedAttempt(input, step.type);
  if (failed !== undefined) return wait(input, { reason: step.failed, ...failed });
  if (present.operations === undefined) return { type: "read", what: "operations" };
  return mutate(input, {
    call: { operation: step.call, input: { ServiceArn: present.service.ServiceArn } },
    because: `\`desiredState\` is ${wanted}`,
    reason: step.reason,
  });
}
