import type { Controllers } from "../../controllers/create-controllers.ts";
import type { CountedCondition } from "../../telemetry/condition-metrics.ts";

/** The conditions of these objects, as metrics count them. */
export function* countedConditions(resources: ReturnType<Controllers["objects"]>): Generator<CountedCondition> {
  for (const resource of resources) {
    const { kind, metadata, status } = resource;
    const namespace = "namespace" in metadata ? metadata.namespace : "";
    for (const { type, status: value, reason } of status?.conditions ?? []) {
      yield { kind, namespace, name: metadata.name, type, status: value, reason };
    }
  }
}
