import { ownershipOf, ownershipTagKeys } from "../engine/ownership.ts";
import { mutate, type ServiceDecision, wait } from "./decisions.ts";
import { effectiveDeletionPolicy } from "../engine/policies.ts";
import { liveFacts } from "./live-facts.ts";
import { remember } from "./memory.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";
import { planOperation } from "./plan-operation.ts";
import { planRemoval } from "./plan-removal.ts";

/** The object is being deleted. What is not ours, or only half adopted, or to be retained, is let go. */
export function planDeletion(input: PlanInput): ServiceDecision {
  const { observation } = input;
  switch (observation.state) {
    case "absent":
      return planAbsentDeletion(input);
    case "following":
      return planOperation(input);
    case "present":
      return planPresentDeletion(input, observation);
  }
}

/** A list may miss a service that was only just created, and a creation whose answer was lost may have made one. */
function planAbsentDeletion(input: PlanInput): ServiceDecision {
  const { intent } = input.memory;
  const isAskedFor =
    intent?.call === "CreateService" && input.nowMs - Date.parse(intent.recordedAt) < input.timings.listLagMs;
  if (!isAskedFor) return { type: "release", because: "the service does not exist" };
  return wait(input, {
    reason: "Deleting",
    message: "the answer to CreateService was lost, and the service is looked for",
    requeueAfterMs: input.timings.pollMs,
  });
}

function planPresentDeletion(input: PlanInput, present: PresentService): ServiceDecision {
  const ownership = ownershipOf(present.tags, input.owner);
  const isRemembered = ownership.state === "unowned" && input.memory.arn === present.service.ServiceArn;
  // Tags that somebody took off do not make the service somebody else's.
  const origin = "origin" in ownership ? ownership.origin : isRemembered ? input.memory.origin : undefined;
  if (origin === undefined) return { type: "release", because: "the service is not this object's" };
  const policy = origin === "adopting" ? "Retain" : effectiveDeletionPolicy(input.resource, origin);
  const withFacts = { ...input, memory: remember(input.memory, liveFacts(present.service, origin)) };
  if (policy === "Retain") return letGo(withFacts, present);
  return waitForIngress(withFacts) ?? planRemoval(withFacts, present, "the object is being deleted");
}

/** App Runner deletes no service that a VPC ingress connection leads to, so that has to go first. */
function waitForIngress(input: PlanInput): ServiceDecision | undefined {
  const blockers = input.related.users.filter(
    ({ kind, spec }) => kind === "VpcIngressConnection" && spec.managementPolicy !== "Observe",
  );
  if (blockers.length === 0) return undefined;
  const names = blockers.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(", ");
  return wait(input, {
    reason: "WaitingForUsers",
    message: `the service stays as long as these lead to it: ${names}`,
    requeueAfterMs: input.timings.deepReadMs,
  });
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
