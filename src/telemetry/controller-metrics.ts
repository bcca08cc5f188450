import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { ControllerObserver } from "../kube/observer.ts";

const labelNames = ["controller"];

/** controller-runtime's. */
const buckets = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.25, 1.5, 1.75, 2,
  2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8, 9, 10, 15, 20, 25, 30, 40, 50, 60,
];

/** Names, labels and buckets of controller-runtime's metrics. Call the result once per controller. */
export function controllerMetrics(registry: Registry): (controller: string) => ControllerObserver {
  const registers = [registry];
  const total = new Counter({
    name: "controller_runtime_reconcile_total",
    help: "Total number of reconciliations per controller.",
    labelNames: ["controller", "result"],
    registers,
  });
  const counter = (name: string, help: string): Counter => new Counter({ name, help, labelNames, registers });
  const errors = counter(
    "controller_runtime_reconcile_errors_total",
    "Total number of reconciliation errors per controller.",
  );
  const timeouts = counter(
    "controller_runtime_reconcile_timeouts_total",
    "Total number of reconciliation timeouts per controller.",
  );
  const duration = new Histogram({
    name: "controller_runtime_reconcile_time_seconds",
    help: "Length of time per reconciliation per controller.",
    labelNames,
    buckets,
    registers,
  });
  const workers = new Gauge({
    name: "controller_runtime_max_concurrent_reconciles",
    help: "Maximum number of concurrent reconciles per controller.",
    labelNames,
    registers,
  });
  const active = new Gauge({
    name: "controller_runtime_active_workers",
    help: "Number of currently used workers per controller.",
    labelNames,
    registers,
  });
  return (controller) => {
    const labels = { controller };
    for (const result of ["success", "error", "requeue", "requeue_after"]) total.inc({ controller, result }, 0);
    errors.inc(labels, 0);
    timeouts.inc(labels, 0);
    active.set(labels, 0);
    return {
      started: (count) => workers.set(labels, count),
      reconcileStarted: () => active.inc(labels),
      reconcileFinished({ result, durationMs }) {
        active.dec(labels);
        total.inc({ controller, result });
        if (result === "error") errors.inc(labels);
        duration.observe(labels, durationMs / 1000);
      },
      reconcileTimedOut: () => timeouts.inc(labels),
      stopped: () => workers.set(labels, 0),
    };
  };
}
