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

/** Conditions carry whole seconds, as Kubernetes writes times. */
function rfc3339(nowMs: number): string {
  return new Date(nowMs).toISOString().replace(/\.\d+Z$/, "Z");
}
