import type { Origin } from "../engine/ownership.ts";
import { compare, type Comparison } from "./comparison.ts";
import { finish, openRetry, retryStaysOpen, type ServiceDecision } from "./decisions.ts";
import { specHash, specLeaves } from "./effective.ts";
import type { PresentService } from "./observation.ts";
import { failedForeignDeployment } from "./follow-operations.ts";
import type { PlanInput } from "./plan-input.ts";
import { planAdoption } from "./plan-adoption.ts";
import { planDeployment } from "./plan-deployment.ts";
import { planDesiredState } from "./plan-desired-state.ts";
import { planImmutable } from "./plan-immutable.ts";
import { planTags } from "./plan-tags.ts";
import { planUpdate } from "./plan-update.ts";

/** The service is ours, running or paused, and nothing is in flight: what has to change comes one step at a time. */
export function planStable(input: PlanInput, present: PresentService, origin: Origin): ServiceDecision {
  const comparison = compare(input, present);
  if (origin === "adopting") return planAdoption(input, present, comparison);
  if (!mayAct(input)) return planReport(input, present, comparison);
  return (
    planTags(input, present) ??
    planStateAndConfiguration(input, present, comparison) ??
    planDeployment(input, present) ??
    planSettled(input, present)
  );
}

/** The state comes first, since one of the two is a wish to stop; a state that cannot be reached holds up nothing. */
function planStateAndConfiguration(
  input: PlanInput,
  present: PresentService,
  comparison: Comparison,
): ServiceDecision | undefined {
  const state = planDesiredState(input, present);
  if (state !== undefined && state.type !== "finish") return state;
  const configuration = planConfiguration(input, present, comparison);
  return configuration === undefined || (state !== undefined && configuration.type === "finish")
    ? (state ?? configuration)
    : configuration;
}

/** `ReportDrift` acts on edits of the manifest only. */
export function mayAct({ resource, memory }: PlanInput): boolean {
  return resource.spec.managementPolicy !== "ReportDrift" || specHash(resource) !== memory.appliedConfigurationHash;
}

function planReport(input: PlanInput, present: PresentService, comparison: Comparison): ServiceDecision {
  if (comparison.drift.length === 0) return planSettled(input, present);
  return finish(
    input,
    {
      reason: "Drifted",
      message: `the service differs from the manifest in ${comparison.paths}`,
      deploymentFailed: foreignFailure(input),
    },
    { drift: comparison.shownDrift },
  );
}

function planConfiguration(
  input: PlanInput,
  present: PresentService,
  comparison: Comparison,
): ServiceDecision | undefined {
  const { memory } = input;
  const changed = comparison.configuration;
  // A rollback that failed leaves open what runs, whatever the service shows.
  const isUncertain = memory.failure?.operationStatus === "ROLLBACK_FAILED" && present.service.Status === "RUNNING";
  if (changed.length === 0 && !isUncertain) return undefined;
  const changes = { drift: comparison.shownDrift };
  const immutable = planImmutable(input, comparison);
  if (immutable !== undefined) return immutable;
  const failure = memory.failure;
  const isLatched = failure?.configurationHash === comparison.desired.hash && openRetry(input) === undefined;
  if (present.service.Status === "PAUSED") {
    const changesPending = isLatched
      ? `${comparison.paths} failed before and is not sent again: ${failure.message}`
      : `${comparison.paths} will be applied when the service is resumed`;
    const pending = { ...changes, ...retryStaysOpen(input) };
    return finish(input, { reason: "Paused", message: "the service is paused", changesPending }, pending);
  }
  if (isLatched) {
    return finish(input, { reason: "UpdateFailed", message: failure.message }, changes);
  }
  return planUpdate(input, present, comparison);
}

function planSettled(input: PlanInput, present: PresentService): ServiceDecision {
  const { resource } = input;
  const isPaused = present.service.Status === "PAUSED";
  return finish(
    input,
    {
      reason: isPaused ? "Paused" : "Running",
      message: isPaused ? "the service is paused" : "the service runs as declared",
      deploymentFailed: foreignFailure(input),
    },
    {
      // After a rollback that failed, what a paused service would run is unknown until it is updated.
      failure:
        isPaused && input.memory.failure?.operationStatus === "ROLLBACK_FAILED" ? input.memory.failure : undefined,
      drift: undefined,
      appliedFields: [...specLeaves(resource).keys()],
      appliedTagKeys: (resource.spec.tags ?? []).map(({ key }) => key),
      appliedConfigurationHash: specHash(resource),
    },
  );
}

function foreignFailure(input: PlanInput): string | undefined {
  const operation = failedForeignDeployment(input.memory);
  return operation && `${operation.type} ${operation.id}, which somebody else started, ended as ${operation.status}`;
}
