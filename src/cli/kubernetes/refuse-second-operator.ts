import type { Clock } from "../../base/clock.ts";
import type { KubeClient } from "../../kube/client.ts";
import { findLiveHolder } from "../../kube/find-live-holder.ts";
import { leases } from "../../kube/lease.ts";
import { CliError } from "../cli-error.ts";
import { leaseName } from "../operator/lease-name.ts";

/**
 * Two operators that know different App Runners must not share a cluster.
 * @throws {CliError} when an operator works on this one, whatever namespace its lease is in.
 */
export async function refuseSecondOperator(client: KubeClient, clock: Clock, signal: AbortSignal): Promise<void> {
  const { items } = await client.list(leases, { fieldSelector: `metadata.name=${leaseName}`, signal });
  for (const { metadata } of items) {
    const holder = await findLiveHolder({ client, clock }, metadata, signal);
    if (holder === undefined) continue;
    const lease = `${metadata.namespace ?? ""}/${metadata.name}`;
    throw new CliError(`an operator works on this cluster already: ${holder} holds the lease ${lease}; stop it first`);
  }
}
