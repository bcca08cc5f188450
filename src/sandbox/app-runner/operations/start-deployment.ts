import { serviceArnInput } from "../constraints/inputs.ts";
import { findExisting } from "../service/find-service.ts";
import { startOperation } from "../service/start-operation.ts";
import { invalidRequest } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";

/** The one operation that answers a wrong state with InvalidRequestException: it declares no InvalidStateException. */
export const startDeployment = defineOperation(serviceArnInput, (input, context) => {
  const record = findExisting(input.ServiceArn, context);
  if (record.status !== "RUNNING") {
    throw invalidRequest("Can't start a deployment on the specified service, because it isn't in RUNNING state.");
  }
  return { OperationId: startOperation(record, "START_DEPLOYMENT", context).id };
});
