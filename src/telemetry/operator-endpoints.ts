import type { Registry } from "prom-client";
import type { Endpoints } from "./endpoint-server.ts";
import { runChecks, type Check } from "./health-checks.ts";

/**
 * `/livez` and `/healthz` (restart me), and `/readyz` (I can work). Readiness must not depend on leadership: with it a
 * rollout would wait for a standby that is never to lead.
 */
export function healthEndpoints(checks: {
  readonly live: Readonly<Record<string, Check>>;
  readonly ready: Readonly<Record<string, Check>>;
}): Endpoints {
  const endpoint = (path: string, named: Readonly<Record<string, Check>>) => () => {
    const { healthy, text } = runChecks(path, named);
    return { status: healthy ? 200 : 503, contentType: "text/plain; charset=utf-8", body: text };
  };
  return {
    "/livez": endpoint("livez", checks.live),
    "/healthz": endpoint("healthz", checks.live),
    "/readyz": endpoint("readyz", checks.ready),
  };
}

/** `/metrics` in Prometheus' text format. */
export function metricsEndpoints(registry: Registry): Endpoints {
  return {
    "/metrics": async () => ({ status: 200, contentType: registry.contentType, body: await registry.metrics() }),
  };
}
