import type { CallContext } from "../state/call-context.ts";
import { hexId } from "../state/ids.ts";
import { restingStatus, timeline } from "../state/activity.ts";
import type { Step } from "../state/activity.ts";
import { outcomeOf } from "../state/outcome.ts";
import type { Outcome } from "../state/outcome.ts";
import type {
  OperationRecord,
  OperationType,
  ServiceConfiguration,
  ServiceRecord,
  ServiceStatus,
} from "../state/service-record.ts";
import { sourceLabel } from "../state/source-label.ts";

const slowFactor = 4;

/** Only what starts the application gets stuck by a label; anything else could not be got rid of again. */
const canGetStuck: ReadonlySet<OperationType> = new Set(["CREATE_SERVICE", "UPDATE_SERVICE", "START_DEPLOYMENT"]);

/**
 * Makes the service busy with an operation that starts now. `attempted` is the configuration that it applies; left out,
 * the current one stays.
 */
export function startOperation(
  record: ServiceRecord,
  type: OperationType,
  context: CallContext,
  attempted: ServiceConfiguration = record.configuration,
): OperationRecord {
  const { nowMs, region, settings } = context;
  const from = record.status;
  const previous = record.configuration;
  const { failuresByName, failedDeployment } = settings.switches();
  const outcome = !failuresByName
    ? "succeeds"
    : outcomeOf({
        type,
        from,
        configuration: attempted,
        failedDeletions: record.failedDeletions,
        failedDeployment,
        pushedImages: region.pushedImages,
      });
  const operation: OperationRecord = {
    id: hexId(settings.random),
    type,
    startedAtMs: nowMs,
    status: "PENDING",
    updatedAtMs: nowMs,
  };
  record.operations.push(operation);
  record.status = "OPERATION_IN_PROGRESS";
  record.configuration = attempted;
  record.activity = {
    operation,
    steps: planSteps({ type, outcome, from, previous, attempted }, context),
  };
  if (settings.switches().updatedAtMoves && type === "UPDATE_SERVICE") record.updatedAtMs = nowMs;
  const stuck = failuresByName && canGetStuck.has(type) && sourceLabel(attempted.source) === "stuck";
  if (stuck || record.heldSinceMs !== undefined) record.heldSinceMs = nowMs;
  return operation;
}

/** What an operation that starts now, or that starts over, will do and when. */
export function planSteps(
  plan: {
    readonly type: OperationType;
    readonly outcome: Outcome;
    readonly from: ServiceStatus;
    readonly previous: ServiceConfiguration;
    readonly attempted: ServiceConfiguration;
  },
  { nowMs, settings }: CallContext,
): readonly Step[] {
  const { type, outcome, attempted } = plan;
  const label = sourceLabel(attempted.source);
  const factor = label === "slow" ? slowFactor : 1;
  const fromCode = attempted.source.CodeRepository !== undefined;
  const statuses = timeline(type, outcome, settings.durations(), fromCode);
  const configuration = restingConfiguration(plan, settings.switches().failedRollbackShows);
  return statuses.map(({ afterMs, status }, index) => ({
    atMs: nowMs + afterMs * factor,
    operation: status,
    ...(index === statuses.length - 1
      ? { service: { status: restingStatus(type, outcome, plan.from), configuration } }
      : {}),
  }));
}

function restingConfiguration(
  plan: {
    readonly outcome: Outcome;
    readonly previous: ServiceConfiguration;
    readonly attempted: ServiceConfiguration;
  },
  failedRollbackShows: "previous" | "attempted",
): ServiceConfiguration {
  switch (plan.outcome) {
    case "succeeds":
    case "fails":
      return plan.attempted;
    case "rolls back":
      return plan.previous;
    case "fails to roll back":
      return failedRollbackShows === "previous" ? plan.previous : plan.attempted;
  }
}
