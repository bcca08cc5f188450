import { serviceArnInput } from "../constraints/inputs.ts";
import { findInState } from "../service/check-state.ts";
import { presentService } from "../service/present.ts";
import { startOperation } from "../service/start-operation.ts";
import { invalidState } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";

export const deleteService = defineOperation(serviceArnInput, (input, context) => {
  const accepted = ["RUNNING", "PAUSED", "CREATE_FAILED", "DELETE_FAILED"] as const;
  const record = findInState(input.ServiceArn, "deleted", accepted, context);
  const ingress = context.region.ingresses.find(
    ({ serviceArn, status }) => serviceArn === record.arn && status !== "DELETED",
  );
  if (ingress !== undefined) {
    throw invalidState(
      `You cannot delete a Service while it has VpcIngressConnections with a status of ${ingress.status}. Service Arn: ${record.arn} VpcIngressConnection Arn: ${ingress.arn}`,
    );
  }
  const operation = startOperation(record, "DELETE_SERVICE", context);
  return { Service: presentService(record, context.settings.switches()), OperationId: operation.id };
});
