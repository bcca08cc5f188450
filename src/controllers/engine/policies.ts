import type { ManagedResource } from "./managed-resource.ts";
import type { Origin } from "./ownership.ts";

/** `Manage` where the manifest does not say. */
export function effectiveManagementPolicy({
  spec,
}: Pick<ManagedResource, "spec">): "Manage" | "ReportDrift" | "Observe" {
  return spec.managementPolicy ?? "Manage";
}

/** Where the manifest does not say: `Delete` for what the operator created, `Retain` for what it found. */
export function effectiveDeletionPolicy(
  { spec }: Pick<ManagedResource, "spec">,
  origin: Origin | undefined,
): "Delete" | "Retain" {
  return spec.deletionPolicy ?? (origin === undefined || origin === "created" ? "Delete" : "Retain");
}

/** How much of an annotation's value a status has room for. */
const maxRequestLength = 1024;

/** The value of an annotation that requests something, as far as it counts. */
export function requestOf({ metadata }: Pick<ManagedResource, "metadata">, annotation: string): string | undefined {
  return metadata.annotations?.[annotation]?.slice(0, maxRequestLength);
}
