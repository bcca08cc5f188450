import { serviceArnInput } from "../constraints/inputs.ts";
import { findInState } from "../service/check-state.ts";
import { presentService } from "../service/present.ts";
import { startOperation } from "../service/start-operation.ts";
import { defineOperation } from "./operation.ts";

/** On a paused service it does nothing, and answers without an OperationId. */
export const pauseService = defineOperation(serviceArnInput, (input, context) => {
  const record = findInState(input.ServiceArn, "paused", ["RUNNING", "PAUSED"], context);
  const operation = record.status === "PAUSED" ? undefined : startOperation(record, "PAUSE_SERVICE", context);
  return { Service: presentService(record, context.settings.switches()), OperationId: operation?.id };
});
