import type { AwsAccountStatus } from "../../api/aws-account/status.ts";
import type { AwsPlace } from "../../aws/places.ts";
import { listPages } from "../../aws/list-pages.ts";

export type Usage = NonNullable<AwsAccountStatus["usage"]>[number];

/**
 * AWS's default quotas, from the page "Architecture and concepts" of App Runner's developer guide, 2026. Those of
 * revisions for each name, and of domains for each service, are shown with the objects that reach them.
 */
const quotas = {
  services: 30,
  connections: 10,
  autoScalingConfigurations: 10,
  observabilityConfigurations: 10,
  vpcConnectors: 10,
} as const;

/** App Runner's own, which takes no room. */
const builtIn = "DefaultConfiguration";

/** How many services there were at the last sweep, without a call; nothing before the first one. */
export function serviceUsage({ place, sweep }: AwsPlace): readonly Usage[] {
  const used = sweep.count();
  return used === undefined ? [] : [{ region: place.region, resource: "services", used, quota: quotas.services }];
}

/**
 * How many of all other resources there are in a place, whosever they are. Four lists are read.
 * @throws {AwsError}
 */
export async function listedUsage({ place, port }: AwsPlace, signal: AbortSignal): Promise<readonly Usage[]> {
  const [connections, scalings, observabilities, connectors] = await Promise.all([
    listPages(port, "ListConnections", {}, signal),
    listPages(port, "ListAutoScalingConfigurations", { LatestOnly: true }, signal),
    listPages(port, "ListObservabilityConfigurations", { LatestOnly: true }, signal),
    listPages(port, "ListVpcConnectors", {}, signal),
  ]);
  const row = (resource: keyof typeof quotas, used: number): Usage => ({
    region: place.region,
    resource,
    used,
    quota: quotas[resource],
  });
  return [
    row("connections", connections.flatMap((page) => page.ConnectionSummaryList ?? []).length),
    row(
      "autoScalingConfigurations",
      scalings
        .flatMap((page) => page.AutoScalingConfigurationSummaryList ?? [])
        .filter((summary) => summary.AutoScalingConfigurationName !== builtIn).length,
    ),
    row(
      "observabilityConfigurations",
      observabilities
        .flatMap((page) => page.ObservabilityConfigurationSummaryList ?? [])
        .filter((summary) => summary.ObservabilityConfigurationName !== builtIn).length,
    ),
    row(
      "vpcConnectors",
      connectors
        .flatMap((page) => page.VpcConnectors ?? [])
        .filter(({ Status: status = "ACTIVE" }) => status.toUpperCase() === "ACTIVE").length,
    ),
  ];
}
