import { planSteps, startOperation } from "../service/start-operation.ts";
import type { CallContext } from "../state/call-context.ts";
import type { OperationType, ServiceRecord } from "../state/service-record.ts";
import { sourceLabel } from "../state/source-label.ts";

const pulls: ReadonlySet<OperationType> = new Set(["CREATE_SERVICE", "UPDATE_SERVICE", "START_DEPLOYMENT"]);

/**
 * What pushing an image to its registry does in one region. Services that run it and deploy automatically start a
 * deployment; one that waits for it (the tag `fail-pull`) finds it after all. Paused and busy services take no notice.
 * Returns the services that reacted.
 */
export function pushImage(imageIdentifier: string, context: CallContext): readonly ServiceRecord[] {
  context.region.pushedImages.add(imageIdentifier);
  return context.region.services.filter((record) => {
    const { source } = record.configuration;
    if (source.ImageRepository?.ImageIdentifier !== imageIdentifier) return false;
    if (record.status === "RUNNING" && source.AutoDeploymentsEnabled === true) {
      startOperation(record, "START_DEPLOYMENT", context);
      return true;
    }
    return findsImage(record, context);
  });
}

/** App Runner tries the pull again and again: what waits for it starts over, and succeeds. */
function findsImage(record: ServiceRecord, context: CallContext): boolean {
  const { activity, configuration } = record;
  const operation = activity?.operation;
  if (operation === undefined || !pulls.has(operation.type) || operation.status === "ROLLBACK_IN_PROGRESS")
    return false;
  if (sourceLabel(configuration.source) !== "fail-pull") return false;
  const steps = planSteps(
    { type: operation.type, outcome: "succeeds", from: "RUNNING", previous: configuration, attempted: configuration },
    context,
  );
  record.activity = { operation, steps };
  return true;
}
