import { mutate, type ServiceDecision, wait } from "./decisions.ts";
import type { PresentService } from "./observation.ts";
import { busy } from "./operation.ts";
import type { PlanInput } from "./plan-input.ts";
import { planOperation } from "./plan-operation.ts";
import { failedAttempt } from "./failed-attempt.ts";

/** Deletes the service, as soon as nothing runs on it; again, after a while, when App Runner failed to. */
export function planRemoval(input: PlanInput, present: PresentService, because: string): ServiceDecision {
  if (present.operations === undefined) return { type: "read", what: "operations" };
  if (present.service.Status === busy) return planOperation(input);
  const failed = failedAttempt(input, "DELETE_SERVICE");
  if (failed !== undefined) return wait(input, { reason: "DeleteFailed", ...failed });
  return mutate(input, {
    call: { operation: "DeleteService", input: { ServiceArn: present.service.ServiceArn } },
    because,
    reason: "Deleting",
  });
}
