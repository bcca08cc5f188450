import { Gauge, type Registry } from "prom-client";

/** A condition of one object, as it is counted. */
export interface CountedCondition {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason: string;
}

/**
 * Counts the conditions of all objects by kind, type, status and reason whenever somebody looks, so that objects that are
 * gone leave nothing behind. With `perObject` there is a series for each object's condition, which is many.
 */
export function conditionMetrics(
  registry: Registry,
  conditions: () => Iterable<CountedCondition>,
  { perObject = false }: { readonly perObject?: boolean } = {},
): void {
  const common = ["kind", "type", "status", "reason"] as const;
  // The registry keeps it; it is read when somebody looks.
  void new Gauge({
    name: "apprunner_operator_condition",
    help: perObject
      ? "1 for each condition of each object, by its status and reason."
      : "Number of objects by the status and reason of each of their conditions.",
    labelNames: perObject ? [...common, "namespace", "name"] : common,
    registers: [registry],
    collect() {
      this.reset();
      for (const { kind, type, status, reason, namespace, name } of conditions()) {
        this.inc({ kind, type, status, reason, ...(perObject ? { namespace, name } : {}) });
      }
    },
  });
}
