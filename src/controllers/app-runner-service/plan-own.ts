import type { Origin } from "../engine/ownership.ts";
import { isClaimed } from "../engine/claim.ts";
import { type ServiceDecision, wait } from "./decisions.ts";
import { specHash } from "./effective.ts";
import { effectiveDeletionPolicy } from "../engine/policies.ts";
import { liveFacts } from "./live-facts.ts";
import { type MemoryChanges, remember } from "./memory.ts";
import type { PresentService } from "./observation.ts";
import { busy, maintenance } from "./operation.ts";
import { planFailedCreate } from "./plan-failed-create.ts";
import type { PlanInput } from "./plan-input.ts";
import { planOperation } from "./plan-operation.ts";
import { planRemoval } from "./plan-removal.ts";
import { planStable } from "./plan-stable.ts";

/** The service is ours. */
export function planOwn(observed: PlanInput, present: PresentService, origin: Origin): ServiceDecision {
  if (!isClaimed(observed.resource)) return { type: "claim" };
  const { memory } = observed;
  const isBusy = present.service.Status === busy;
  // Also operations of others may have ended while no operator ran.
  const mustFollow = isBusy || observed.isFirst || memory.intent !== undefined || memory.operation !== undefined;
  if (mustFollow && present.operations === undefined) return { type: "read", what: "operations" };
  const input = {
    ...observed,
    memory: remember(memory, {
      ...liveFacts(present.service, origin),
      deletionPolicy: origin === "adopting" ? "Retain" : effectiveDeletionPolicy(observed.resource, origin),
      ...regain(observed, origin),
    }),
  };
  if (isBusy) return planOperation(input);
  const stable = withoutMaintenance(input);
  switch (present.service.Status) {
    case "RUNNING":
    case "PAUSED":
      return planStable(stable, present, origin);
    case "CREATE_FAILED":
      return planFailedCreate(stable, present, origin);
    case "DELETE_FAILED":
      if (isOwnDeletion(stable)) return planRemoval(stable, present, "deleting the service that failed has failed");
      return wait(stable, {
        reason: "DeleteFailed",
        message: "somebody tried to delete the service, and App Runner failed to; it cannot be used any more",
        requeueAfterMs: input.timings.blockedRetryMs,
      });
    default:
      return wait(stable, {
        reason: "AwsUnavailable",
        message: `App Runner reports the unknown service status ${String(present.service.Status)}`,
        requeueAfterMs: input.timings.blockedRetryMs,
      });
  }
}

/** Whether the service was being deleted to create it again. */
function isOwnDeletion({ resource, memory }: PlanInput): boolean {
  const last = memory.recentOperations?.find(({ type }) => type === "DELETE_SERVICE");
  return resource.spec.createFailurePolicy === "Recreate" && last !== undefined && last.foreign !== true;
}

/**
 * What a lost status is taken to have said: that the manifest was applied and its deployment token handled. A pass that
 * has begun, with an intent or an adoption, has not lost it.
 */
function regain({ resource, memory }: PlanInput, origin: Origin): MemoryChanges {
  const { intent, operation, recentOperations = [] } = memory;
  const hasBegun = intent !== undefined || [operation, ...recentOperations].some((known) => known && !known.foreign);
  const isKept = memory.origin !== undefined || memory.appliedConfigurationHash !== undefined;
  if (isKept || hasBegun || origin === "adopting") return {};
  return { appliedConfigurationHash: specHash(resource), deploymentToken: resource.spec.deploymentToken };
}

function withoutMaintenance(input: PlanInput): PlanInput {
  if (input.memory.operation?.type !== maintenance) return input;
  return { ...input, memory: remember(input.memory, { operation: undefined }) };
}
