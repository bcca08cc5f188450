import type { ServiceMemory } from "../memory.ts";
import { plan } from "../plan.ts";
import { decisionLine } from "./decision-line.ts";
import { minutesAgo, planInput, present, resource, serviceArn, settledMemory } from "./samples.ts";

/** What is remembered of a change whose operation failed. */
export function failedMemory(
  spec: Parameters<typeof resource>[0],
  operationType: "CREATE_SERVICE" | "UPDATE_SERVICE",
): ServiceMemory {
  const decision = plan(
    operationType === "CREATE_SERVICE"
      ? planInput({ resource: resource(spec) })
      : planInput({ resource: resource(spec), memory: settledMemory(), observation: present({}, { operations: [] }) }),
  );
  if (decision.type !== "call") throw new Error(decisionLine(decision));
  const { intent, ...memory } = decision.memory;
  return {
    ...memory,
    arn: serviceArn,
    failure: {
      reason: operationType === "CREATE_SERVICE" ? "CreateFailed" : "UpdateFailed",
      operationType,
      operationStatus: operationType === "CREATE_SERVICE" ? "FAILED" : "ROLLBACK_SUCCEEDED",
      message: `${operationType} failed`,
      ...(intent?.configurationHash === undefined ? {} : { configurationHash: intent.configurationHash }),
      failedAt: minutesAgo(1).toISOString(),
    },
  };
}
