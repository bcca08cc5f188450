import { serviceArnInput } from "../constraints/inputs.ts";
import { findInState } from "../service/check-state.ts";
import { presentService } from "../service/present.ts";
import { startOperation } from "../service/start-operation.ts";
import { defineOperation } from "./operation.ts";

/** On a running service it does nothing, and answers without an OperationId. */
export const resumeService = defineOperation(serviceArnInput, (input, context) => {
  const record = findInState(input.ServiceArn, "resumed", ["RUNNING", "PAUSED"], context);
  const operation = record.status === "RUNNING" ? undefined : startOperation(record, "RESUME_SERVICE", context);
  return { Service: presentService(record, context.settings.switches()), OperationId: operation?.id };
});
