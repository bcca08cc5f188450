import { reconcileAnnotation } from "../engine/annotations.ts";
import { isClaimed } from "../engine/claim.ts";
import { type ServiceDecision } from "./decisions.ts";
import { effectiveName } from "./effective.ts";
import { effectiveDeletionPolicy, effectiveManagementPolicy, requestOf } from "../engine/policies.ts";
import { remember, type ServiceMemory } from "./memory.ts";
import { followOperations } from "./follow-operations.ts";
import { busy } from "./operation.ts";
import { planAbsent } from "./plan-absent.ts";
import { planDeletion } from "./plan-deletion.ts";
import type { PlanInput } from "./plan-input.ts";
import { planObserve } from "./plan-observe.ts";
import { planOperation } from "./plan-operation.ts";
import { planPresent } from "./plan-present.ts";

/**
 * The next step towards what the manifest declares, given what AWS has and what is remembered. Pure: the same input gives
 * the same decision, and the caller asks again after each step.
 */
export function plan(observed: PlanInput): ServiceDecision {
  const input = { ...observed, memory: recall(observed) };
  // Also a deletion changes nothing then: the object is only let go.
  if (effectiveManagementPolicy(input.resource) === "Observe") return planObserve(input);
  if (input.resource.metadata.deletionTimestamp !== undefined) return planDeletion(input);
  switch (input.observation.state) {
    case "absent":
      return planAbsent(input);
    case "following":
      return isClaimed(input.resource) ? planOperation(input) : { type: "claim" };
    case "present":
      return planPresent(input, input.observation);
  }
}

/** What is remembered, brought up to date with what was observed. */
function recall({ resource, memory, observation, place, nowMs }: PlanInput): ServiceMemory {
  const requested = requestOf(resource, reconcileAnnotation);
  const base = remember(memory, {
    account: place.account,
    region: place.region,
    serviceName: effectiveName(resource),
    managementPolicy: effectiveManagementPolicy(resource),
    deletionPolicy: effectiveDeletionPolicy(resource, memory.origin),
    lastHandledReconcileRequestedAt: requested ?? memory.lastHandledReconcileRequestedAt,
  });
  const operations = observation.state === "absent" ? undefined : observation.operations;
  if (operations === undefined) return base;
  const isBusy = observation.state !== "present" || observation.service.Status === busy;
  return followOperations(base, operations, { nowMs, isBusy });
}
