import type { Failure } from "../../api/app-runner-service.ts";
import type { Origin } from "../engine/ownership.ts";
import { compare, type Comparison } from "./comparison.ts";
import { finish, mutate, openRetry, type ServiceDecision, wait } from "./decisions.ts";
import { remember } from "./memory.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";
import { planAdoption } from "./plan-adoption.ts";
import { planImmutable } from "./plan-immutable.ts";
import { mayAct } from "./plan-stable.ts";
import { planTags } from "./plan-tags.ts";
import { planUpdate } from "./plan-update.ts";
import { recreateState } from "./recreate.ts";

/** The service could not be created. It is repaired by the next change, made anew, or kept, as the manifest says. */
export function planFailedCreate(observed: PlanInput, present: PresentService, origin: Origin): ServiceDecision {
  const comparison = compare(observed, present);
  if (origin === "adopting") return planAdoption(observed, present, comparison);
  const failure = observed.memory.failure ?? unseenFailure(observed, comparison);
  const input = { ...observed, memory: remember(observed.memory, { failure }) };
  const policy = input.resource.spec.createFailurePolicy ?? "Repair";
  const isChanged = failure.configurationHash !== comparison.desired.hash;
  const failed = finish(input, { reason: "CreateFailed", message: failure.message }, { drift: comparison.shownDrift });
  if (!mayAct(input)) return failed;
  const tagging = planTags(input, present);
  if (tagging !== undefined) return tagging;
  const isAsked = isChanged || openRetry(input) !== undefined;
  if (policy === "Recreate" && origin === "created") {
    const recreate = recreateState(input);
    if (recreate.state === "waiting" && !isAsked) return wait(input, recreate.outcome);
    return recreate.state === "exhausted" && !isAsked ? failed : deleteFailed(input, present, isChanged);
  }
  return policy === "Keep" || !isAsked ? failed : repair(input, present, comparison);
}

function repair(input: PlanInput, present: PresentService, comparison: Comparison): ServiceDecision {
  return planImmutable(input, comparison) ?? planUpdate(input, present, comparison);
}

/** Of a creation whose end nobody remembers. Only what the service shows is known to have failed. */
function unseenFailure({ nowMs }: PlanInput, { configuration, desired }: Comparison): Failure {
  return {
    reason: "CreateFailed",
    message: "App Runner could not create the service; see its log",
    ...(configuration.length === 0 ? { configurationHash: desired.hash } : {}),
    failedAt: new Date(nowMs).toISOString(),
  };
}

function deleteFailed(input: PlanInput, present: PresentService, startsAnew: boolean): ServiceDecision {
  if (present.operations === undefined) return { type: "read", what: "operations" };
  return mutate(input, {
    call: { operation: "DeleteService", input: { ServiceArn: present.service.ServiceArn } },
    because: "creating the service failed, and `createFailurePolicy` is Recreate",
    reason: "Recreating",
    ...(startsAnew ? { changes: { recreate: undefined } } : {}),
  });
}
