import { Counter, type Registry } from "prom-client";
import type { EventObserver, ReflectorObserver } from "../kube/observer.ts";

/** Lists and watches, for which controller-runtime has no metrics. */
export function reflectorMetrics(registry: Registry): ReflectorObserver {
  const counter = (name: string, help: string): Counter =>
    new Counter({ name, help, labelNames: ["resource"], registers: [registry] });
  const lists = counter("apprunner_operator_cache_lists_total", "Complete lists read from the Kubernetes API.");
  const failures = counter("apprunner_operator_cache_failures_total", "Lists and watches that broke and were retried.");
  return {
    listed: ({ resource }) => lists.inc({ resource }),
    failed: ({ resource }) => failures.inc({ resource }),
    handlerFailed() {},
  };
}

/** Events that were not written. */
export function eventMetrics(registry: Registry): EventObserver {
  const dropped = new Counter({
    name: "apprunner_operator_events_dropped_total",
    help: "Kubernetes events that were not written, by reason.",
    labelNames: ["reason"],
    registers: [registry],
  });
  return { dropped: (reason) => dropped.inc({ reason }) };
}
