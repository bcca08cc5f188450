import { Counter, Histogram, type Registry } from "prom-client";
import type { RestObserver } from "../kube/observer.ts";

/** Names, labels and buckets of client-go's metrics of calls to the API server. */
export function restMetrics(registry: Registry): RestObserver {
  const registers = [registry];
  const requests = new Counter({
    name: "rest_client_requests_total",
    help: "Number of HTTP requests to the Kubernetes API, by status code, method and host.",
    labelNames: ["code", "method", "host"],
    registers,
  });
  const durations = new Histogram({
    name: "rest_client_request_duration_seconds",
    help: "Request latency to the Kubernetes API in seconds, by verb and host.",
    labelNames: ["verb", "host"],
    buckets: [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60],
    registers,
  });
  return {
    requestFinished({ method, host, status, durationMs }) {
      requests.inc({ code: String(status), method, host });
      durations.observe({ verb: method, host }, durationMs / 1000);
    },
  };
}
