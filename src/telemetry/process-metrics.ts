import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";

/**
 * The process: CPU, memory, garbage collection and event loop lag under the names that dashboards for Node know, and
 * which version runs.
 */
export function processMetrics(registry: Registry, version: string): void {
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "apprunner_operator_build_info",
    help: "Always 1; the version of the operator is in the label.",
    labelNames: ["version"],
    registers: [registry],
  }).set({ version }, 1);
}
