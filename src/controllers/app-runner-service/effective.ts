import type { AppRunnerService } from "../../api/app-runner-service.ts";
import { isJsonObject } from "../../base/json.ts";
import { hashOf } from "../../base/hash.ts";
import type { Origin } from "../engine/ownership.ts";
import type { LeafValues } from "./leaf.ts";
import { leavesOfSpec } from "./leaf-values.ts";

/** The name at App Runner. */
export function effectiveName(resource: AppRunnerService): string {
  return resource.spec.serviceName ?? resource.metadata.name;
}

/** `Manage` where the manifest does not say. */
export function effectiveManagementPolicy(resource: AppRunnerService): "Manage" | "ReportDrift" | "Observe" {
  return resource.spec.managementPolicy ?? "Manage";
}

/** Where the manifest does not say: `Delete` for what the operator created, `Retain` for what it found. */
export function effectiveDeletionPolicy(resource: AppRunnerService, origin: Origin | undefined): "Delete" | "Retain" {
  return resource.spec.deletionPolicy ?? (origin === undefined || origin === "created" ? "Delete" : "Retain");
}

/** How much of an annotation's value a status has room for. */
const maxRequestLength = 1024;

/** The value of an annotation that requests something, as far as it counts. */
export function requestOf(resource: AppRunnerService, annotation: string): string | undefined {
  return resource.metadata.annotations?.[annotation]?.slice(0, maxRequestLength);
}

/** Every setting that the manifest names. */
export function specLeaves(resource: AppRunnerService): LeafValues {
  const spec: unknown = resource.spec;
  return leavesOfSpec(isJsonObject(spec) ? spec : {});
}

/** Equal as long as the manifest asks for the same; tells an edit from a foreign change. */
export function specHash(resource: AppRunnerService): string {
  const { tags, desiredState, deploymentToken } = resource.spec;
  return hashOf([[...specLeaves(resource)], tags, desiredState, deploymentToken]);
}
