import { conditionsOf } from "./conditions.ts";
import type { ManagedResource } from "./managed-resource.ts";
import type { Outcome } from "./outcome.ts";
import { reasons } from "./reasons.ts";

/**
 * The status that an outcome makes: the one place where a condition is written. `observedGeneration` stays behind when
 * nothing was learned about this generation.
 */
export function statusOf(resource: ManagedResource, outcome: Outcome, memory: object, nowMs: number): object {
  const { generation } = resource.metadata;
  const conditions = conditionsOf(resource.status?.conditions ?? [], outcome, {
    generation,
    now: rfc3339(nowMs),
  });
  const observedGeneration =
    reasons[outcome.reason].ready === "unchanged" ? (resource.status?.observedGeneration ?? -1) : generation;
  return { conditions, observedGeneration, ...memory };
}

/**
 * The status right before a call: what is about to be done. Where AWS refused work for this generation before, it goes on
 * to say so until a call is accepted, so that a retry is not told as progress, then as another stall.
 */
export function statusBeforeCall(resource: ManagedResource, outcome: Outcome, memory: object, nowMs: number): object {
  const { conditions = [], observedGeneration } = resource.status ?? {};
  const isRefused =
    conditions.some(({ type, status }) => type === "Synced" && status === "False") &&
    conditions.some(({ type }) => type === "Stalled");
  return isRefused && observedGeneration === resource.metadata.generation
    ? { ...memory, conditions, observedGeneration }
    : statusOf(resource, outcome, memory, nowMs);
}

/** Conditions carry whole seconds, as Kubernetes writes times. */
function rfc3339(nowMs: number): string {
  return new Date(nowMs).toISOString().replace(/\.\d+Z$/, "Z");
}
