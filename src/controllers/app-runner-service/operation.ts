import type { OperationSummary } from "@aws-sdk/client-apprunner";
import type { Operation } from "../../api/app-runner-service.ts";

/** Stands in the place of an operation when a service is busy and lists none: AWS's own maintenance. */
export const maintenance = "MAINTENANCE";

/** App Runner's one status for a service with any operation or maintenance under way. */
export const busy = "OPERATION_IN_PROGRESS";

/** Every other status, also one that is not known yet, is taken for that of an operation under way. */
const endedStatuses: readonly (string | undefined)[] = ["SUCCEEDED", "FAILED", "ROLLBACK_SUCCEEDED", "ROLLBACK_FAILED"];

/** Which operation a call starts. */
const operationTypes: Readonly<Record<string, string | undefined>> = {
  CreateService: "CREATE_SERVICE",
  UpdateService: "UPDATE_SERVICE",
  DeleteService: "DELETE_SERVICE",
  PauseService: "PAUSE_SERVICE",
  ResumeService: "RESUME_SERVICE",
  StartDeployment: "START_DEPLOYMENT",
};

/** Whether the operation has not come to its end. */
export function isInFlight(operation: { readonly status: string } | OperationSummary): boolean {
  return !endedStatuses.includes("status" in operation ? operation.status : operation.Status);
}

/** Whether the operation ended without taking effect. */
export function hasFailed(operation: Operation): boolean {
  return !isInFlight(operation) && operation.status !== "SUCCEEDED";
}

/** The type of the operation that a call starts; undefined for a call that starts none. */
export function startsOperation(call: string): string | undefined {
  return operationTypes[call];
}

/** The form in which status shows an operation. */
export function toOperation(summary: OperationSummary, foreign: boolean): Operation {
  return {
    id: summary.Id ?? "",
    type: summary.Type ?? "",
    status: summary.Status ?? "",
    ...(summary.StartedAt === undefined ? {} : { startedAt: summary.StartedAt.toISOString() }),
    ...(summary.EndedAt === undefined ? {} : { endedAt: summary.EndedAt.toISOString() }),
    ...(foreign ? { foreign: true } : {}),
  };
}
