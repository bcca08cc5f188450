import { planSteps, startOperation } from "../service/start-operation.ts";
import type { CallContext } from "../state/call-context.ts";
import type { ServiceRecord } from "../state/service-record.ts";

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
    return findsImage(record, imageIdentifier, context);
  });
}

function findsImage(record: ServiceRecord, imageIdentifier: string, context: CallContext): boolean {
  const { activity, configuration } = record;
  const operation = activity?.operation;
  if (operation === undefined || operation.status === "ROLLBACK_IN_PROGRESS") return false;
  if (!/[:-]fail-pull$/.test(imageIdentifier) || operation.type === "DELETE_SERVICE") return false;
  const steps = planSteps(
    { type: operation.type, outcome: "succeeds", from: "RUNNING", previous: configuration, attempted: configuration },
    context,
  );
  record.activity = { operation, steps };
  return true;
}
