import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";

type Judged = Pick<ManagedResource, "metadata" | "status">;

/** What kstatus' generic algorithm, as of fluxcd/cli-utils 1.3, takes an object for: used by Flux, Helm and kpt. */
export type Kstatus = "Terminating" | "InProgress" | "Failed" | "Current";

export function kstatusOf({ metadata, status }: Judged): Kstatus {
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  if (status?.observedGeneration !== undefined && status.observedGeneration !== metadata.generation)
    return "InProgress";
  const conditions = status?.conditions ?? [];
  const abnormal = conditions.find(
    ({ type, status: is }) => is === "True" && (type === "Reconciling" || type === "Stalled"),
  );
  if (abnormal !== undefined) return abnormal.type === "Stalled" ? "Failed" : "InProgress";
  const ready = conditions.find(({ type }) => type === "Ready");
  return ready === undefined || ready.status === "True" ? "Current" : "InProgress";
}

/** Whether `kubectl wait --for=condition=Ready` ends: as of kubectl 1.35 it passes over what is said of older generations. */
export function kubectlWaitEnds({ metadata, status }: Judged): boolean {
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  const observed = ready?.observedGeneration ?? status?.observedGeneration;
  return ready?.status === "True" && (observed === undefined || observed >= metadata.generation);
}
