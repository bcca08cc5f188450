import { conditionsOf } from "./conditions.ts";
import type { ManagedStatus } from "./managed-resource.ts";
import type { Outcome } from "./outcome.ts";
import { reasons } from "./reasons.ts";

/** As much of an object as its next status depends on. */
interface StatusHolder {
  readonly metadata: { readonly generation: number };
  readonly status?: Pick<ManagedStatus, "conditions" | "observedGeneration">;
}

/**
 * The status that an outcome makes: the one place where a condition is written. `observedGeneration` stays behind when
 * nothing was learned about this generation.
 */
export function statusOf(resource: StatusHolder, outcome: Outcome, memory: object, nowMs: number): object {
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
