import { ownershipOf, ownershipTagKeys } from "../engine/ownership.ts";
import { mutate, openRetry, type ServiceDecision, wait } from "./decisions.ts";
import { effectiveDeletionPolicy } from "./effective.ts";
import { liveFacts } from "./live-facts.ts";
import { remember } from "./memory.ts";
import type { PresentService } from "./observation.ts";
import { hasFailed } from "./operations.ts";
import type { PlanInput } from "./plan-input.ts";
import { planOperation } from "./plan-operation.ts";

/** The object is being deleted. What is not ours, or only half adopted, or to be retained, is let go. */
export function planDeletion(input: PlanInput): ServiceDecision {
  const { observation } = input;
  switch (observation.state) {
    case "absent":
      return { type: "release", because: "the service does not exist" };
    case "following":
      return planOperation(input);
    case "present":
      return planPresentDeletion(input, observation);
  }
}

function planPresentDeletion(input: PlanInput, present: PresentService): ServiceDecision {
  const ownership = ownershipOf(present.tags, input.owner);
  if (ownership.state === "unowned" || ownership.state === "foreign") {
    return { type: "release", because: "the service is not this object's" };
  }
  const policy = ownership.origin === "adopting" ? "Retain" : effectiveDeletionPolicy(input.resource, ownership.origin);
  const withFacts = { ...input, memory: remember(input.memory, liveFacts(present.service, ownership.origin)) };
  return policy === "Retain" ? letGo(withFacts, present) : remove(withFacts, present);
}

/** Removing the ownership tags is best effort: the object goes also when that fails. */
function letGo(input: PlanInput, present: PresentService): ServiceDecision {
  const decision = mutate(input, {
    call: {
      operation: "UntagResource",
      input: { ResourceArn: present.service.ServiceArn, TagKeys: [...ownershipTagKeys] },
    },
    because: "the object goes and the service stays",
    reason: "Deleting",
  });
  return decision.type === "call" ? { ...decision, bestEffort: true } : decision;
}

function remove(input: PlanInput, present: PresentService): ServiceDecision {
  const { memory, timings, nowMs } = input;
  if (present.operations === undefined) return { type: "read", what: "operations" };
  if (present.service.Status === "OPERATION_IN_PROGRESS") return planOperation(input);
  const last = memory.recentOperations?.[0];
  if (last?.type === "DELETE_SERVICE" && hasFailed(last)) {
    const remainingMs = Date.parse(last.endedAt ?? "") + timings.deleteRetryMs - nowMs;
    if (remainingMs > 0 && openRetry(input) === undefined) {
      return wait(input, {
        reason: "DeleteFailed",
        message: `${last.type} ${last.id} ended as ${last.status}; it is tried again after some minutes`,
        requeueAfterMs: remainingMs,
      });
    }
  }
  return mutate(input, {
    call: { operation: "DeleteService", input: { ServiceArn: present.service.ServiceArn } },
    because: "the object is being deleted",
    reason: "Deleting",
  });
}
