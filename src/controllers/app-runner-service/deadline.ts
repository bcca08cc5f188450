import type { Operation } from "../../api/app-runner-service.ts";
import { maintenance } from "./operation.ts";
import type { PlanInput } from "./plan-input.ts";

/** How long an operation may take before it counts as stuck, milliseconds. Building from source code takes longer. */
export function deadlineMs(operation: Operation, input: PlanInput): number {
  const { deadlines } = input.timings;
  const fromCode = input.resource.spec.sourceConfiguration?.codeRepository !== undefined;
  switch (operation.type) {
    case "CREATE_SERVICE":
      return fromCode ? deadlines.createFromCodeMs : deadlines.createFromImageMs;
    case "UPDATE_SERVICE":
    case "START_DEPLOYMENT":
      return fromCode ? deadlines.changeFromCodeMs : deadlines.changeFromImageMs;
    case maintenance:
      return deadlines.maintenanceMs;
    default:
      return deadlines.otherMs;
  }
}
