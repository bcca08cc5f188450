import type { Registry } from "prom-client";
import { type EndpointServer, serveEndpoints } from "../../telemetry/endpoint-server.ts";
import type { Check } from "../../telemetry/health-checks.ts";
import { healthEndpoints, metricsEndpoints } from "../../telemetry/operator-endpoints.ts";
import type { ListenAddress } from "../options/parse-value.ts";
import { listenError } from "../process/listen-error.ts";

export interface OpenEndpoints {
  readonly metricsUrl: string;
  readonly healthUrl: string;
  close(): Promise<void>;
}

/** Serves metrics and health, each at its address. @throws {CliError} when one of them cannot be bound. */
export async function openEndpoints(
  addresses: { readonly metricsAddress: ListenAddress; readonly healthAddress: ListenAddress },
  registry: Registry,
  checks: { readonly live: Readonly<Record<string, Check>>; readonly ready: Readonly<Record<string, Check>> },
): Promise<OpenEndpoints> {
  const metrics = await open(addresses.metricsAddress, metricsEndpoints(registry), "metrics-address");
  try {
    const health = await open(addresses.healthAddress, healthEndpoints(checks), "health-address");
    return {
      metricsUrl: `${reachable(metrics.url)}/metrics`,
      healthUrl: reachable(health.url),
      close: async () => void (await Promise.all([metrics.close(), health.close()])),
    };
  } catch (error) {
    await metrics.close();
    throw error;
  }
}

async function open(
  { host, port }: ListenAddress,
  endpoints: Parameters<typeof serveEndpoints>[1],
  flag: string,
): Promise<EndpointServer> {
  try {
    // Node takes an empty host for every address of the machine, of both families where it has both.
    return await serveEndpoints({ host: host ?? "", port }, endpoints);
  } catch (error) {
    throw listenError(error, port, flag);
  }
}

/** One cannot connect to "every address"; loopback is among them. */
function reachable(url: string): string {
  return url.replace(/^http:\/\/(\[::\]|0\.0\.0\.0):/, "http://127.0.0.1:");
}
