import type { ManagedResource } from "../../controllers/engine/managed-resource.ts";
import type { CountedCondition } from "../../telemetry/condition-metrics.ts";

/** The conditions of these objects, as metrics count them. */
export function* countedConditions(resources: Iterable<ManagedResource>): Generator<CountedCondition> {
  for (const { kind, metadata, status } of resources) {
    for (const { type, status: value, reason } of status?.conditions ?? []) {
      yield { kind, namespace: metadata.namespace, name: metadata.name, type, status: value, reason };
    }
  }
}
