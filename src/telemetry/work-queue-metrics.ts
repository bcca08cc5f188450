import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { WorkQueueGauges, WorkQueueObserver } from "../kube/observer.ts";

/** client-go's: from 10 ns by powers of ten. */
const buckets = Array.from({ length: 12 }, (_, exponent) => 1e-8 * 10 ** exponent);
const labelNames = ["name", "controller"];

/** Names, labels and buckets of controller-runtime's work queue metrics. Call the result once per queue. */
export function workQueueMetrics(registry: Registry): (name: string) => WorkQueueObserver {
  const registers = [registry];
  const queues = new Map<string, WorkQueueGauges>();
  const gauge = (name: string, help: string, read: (queue: WorkQueueGauges) => number): void => {
    // The registry keeps it; it is read when somebody looks.
    void new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        for (const [queue, gauges] of queues) this.set({ name: queue, controller: queue }, read(gauges));
      },
    });
  };
  gauge("workqueue_depth", "Current depth of the work queue.", (queue) => queue.depth);
  gauge(
    "workqueue_unfinished_work_seconds",
    "How many seconds of work are in progress and not yet observed by work_duration.",
    (queue) => queue.unfinishedWorkMs() / 1000,
  );
  gauge(
    "workqueue_longest_running_processor_seconds",
    "How many seconds the longest running processor has been running.",
    (queue) => queue.longestRunningMs() / 1000,
  );
  const adds = new Counter({ name: "workqueue_adds_total", help: "Total number of adds.", labelNames, registers });
  const retries = new Counter({
    name: "workqueue_retries_total",
    help: "Total number of retries.",
    labelNames,
    registers,
  });
  const waited = new Histogram({
    name: "workqueue_queue_duration_seconds",
    help: "How long an item stays in the work queue before it is requested.",
    labelNames,
    buckets,
    registers,
  });
  const worked = new Histogram({
    name: "workqueue_work_duration_seconds",
    help: "How long processing an item takes.",
    labelNames,
    buckets,
    registers,
  });
  return (name) => {
    const labels = { name, controller: name };
    adds.inc(labels, 0);
    retries.inc(labels, 0);
    return {
      attached: (queue) => void queues.set(name, queue),
      added: () => adds.inc(labels),
      retried: () => retries.inc(labels),
      taken: (waitedMs) => waited.observe(labels, waitedMs / 1000),
      done: (workedMs) => worked.observe(labels, workedMs / 1000),
    };
  };
}
