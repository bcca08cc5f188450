import type { Switches } from "../settings/switches.ts";
import { runtimeValues } from "./runtime-values.ts";
import type { OperationType, ServiceConfiguration, ServiceStatus } from "./service-record.ts";
import { sourceLabel } from "./source-label.ts";

/** How an operation will end. Decided when it starts, because the manifest says so (docs/emulator.md lists how). */
export type Outcome = "succeeds" | "fails" | "rolls back" | "fails to roll back";

/** Labels (image tag or branch) that are about something else than starting the application. */
const failingType: ReadonlyMap<string, OperationType> = new Map([
  ["fail-deploy", "START_DEPLOYMENT"],
  ["fail-pause", "PAUSE_SERVICE"],
  ["fail-resume", "RESUME_SERVICE"],
]);

const neverStarting: ReadonlySet<string> = new Set(["fail-start", "fail-pull", "fail-rollback"]);

export interface OutcomeQuestion {
  readonly type: OperationType;
  /** The service's status before. */
  readonly from: ServiceStatus;
  /** What the operation applies, or works on. */
  readonly configuration: ServiceConfiguration;
  readonly failedDeletions: number;
  readonly failedDeployment: Switches["failedDeployment"];
  readonly pushedImages: ReadonlySet<string>;
}

export function outcomeOf({ type, from, configuration, ...context }: OutcomeQuestion): Outcome {
  const label = sourceLabel(configuration.source);
  switch (type) {
    case "PAUSE_SERVICE":
    case "RESUME_SERVICE":
      return failingType.get(label) === type ? "fails" : "succeeds";
    case "DELETE_SERVICE":
      return label === "fail-delete-once" && context.failedDeletions === 0 ? "fails" : "succeeds";
    case "CREATE_SERVICE":
      return cannotStart(configuration, context.pushedImages) ? "fails" : "succeeds";
    case "START_DEPLOYMENT":
      if (failingType.get(label) !== type && !cannotStart(configuration, context.pushedImages)) return "succeeds";
      return context.failedDeployment === "FAILED" ? "fails" : "rolls back";
    case "UPDATE_SERVICE":
      if (!cannotStart(configuration, context.pushedImages)) return "succeeds";
      // A service that never ran has nothing to go back to.
      if (from === "CREATE_FAILED") return "fails";
      return label === "fail-rollback" ? "fails to roll back" : "rolls back";
  }
}

/** Whether no instance of this configuration would ever become healthy. */
function cannotStart(configuration: ServiceConfiguration, pushedImages: ReadonlySet<string>): boolean {
  const { source, healthCheck } = configuration;
  const label = sourceLabel(source);
  if (label === "fail-pull" && pushedImages.has(source.ImageRepository?.ImageIdentifier ?? "")) return false;
  const values = runtimeValues(source);
  return (
    neverStarting.has(label) ||
    values.Port === "1" ||
    (healthCheck.Protocol === "HTTP" && healthCheck.Path === "/never") ||
    Object.values(values.RuntimeEnvironmentSecrets ?? {}).some((reference) => reference.endsWith("/missing"))
  );
}
