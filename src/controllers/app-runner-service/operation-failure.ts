import type { Failure, Operation } from "../../api/app-runner-service.ts";
import type { Reason } from "../engine/reasons.ts";
import type { ServiceMemory } from "./memory.ts";
import { isInFlight } from "./operation.ts";

/** The operations whose failure is latched, and what the status then says. */
export const latchReasons: Readonly<Record<string, Reason | undefined>> = {
  CREATE_SERVICE: "CreateFailed",
  UPDATE_SERVICE: "UpdateFailed",
  START_DEPLOYMENT: "DeploymentFailed",
};

/** The latch that a failed operation leaves: what was sent with it is not sent again. */
export function failureOf(memory: ServiceMemory, operation: Operation, reason: Reason, nowMs: number): Failure {
  const { configurationHash, deploymentToken } = memory.intent ?? {};
  const isDeployment = operation.type === "START_DEPLOYMENT";
  const logs = logsOf(memory, operation);
  return {
    operationId: operation.id,
    operationType: operation.type,
    operationStatus: operation.status,
    reason,
    message: `${operation.type} ${operation.id} ${isInFlight(operation) ? "is not listed any more, and its outcome is unknown" : `ended as ${operation.status}`}${logs === undefined ? "" : `; see the log group ${logs.logGroup}, stream ${logs.logStream}`}`,
    ...(isDeployment || configurationHash === undefined ? {} : { configurationHash }),
    ...(!isDeployment || deploymentToken === undefined ? {} : { deploymentToken }),
    failedAt: operation.endedAt ?? new Date(nowMs).toISOString(),
    ...logs,
  };
}

/** Where App Runner writes why: the API itself never says. */
function logsOf(
  memory: ServiceMemory,
  operation: Operation,
): { readonly logGroup: string; readonly logStream: string } | undefined {
  if (memory.serviceName === undefined || memory.serviceId === undefined) return undefined;
  return {
    logGroup: `/aws/apprunner/${memory.serviceName}/${memory.serviceId}/service`,
    logStream: operation.type in latchReasons ? `deployment/${operation.id}` : "events",
  };
}
