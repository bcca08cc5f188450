import type { Clock } from "../../base/clock.ts";
import type { KubeClient } from "../../kube/client.ts";
import { findLiveHolder } from "../../kube/find-live-holder.ts";
import { leases, type Lease } from "../../kube/lease.ts";
import { CliError } from "../cli-error.ts";
import { leaseName } from "../operator/lease-name.ts";

/** A holder that lives renews its lease within 2 s; whoever waits for longer wants to know why. */
const explainAfterMs = 3_000;

interface Cluster {
  readonly client: KubeClient;
  readonly clock: Clock;
  /** Tells a person, once for each lease, why it takes so long. */
  readonly explain: (text: string) => void;
}

/**
 * Two operators that know different App Runners must not share a cluster.
 * @throws {CliError} when an operator works on this one, whatever namespace its lease is in.
 */
export async function refuseSecondOperator({ client, clock, explain }: Cluster, signal: AbortSignal): Promise<void> {
  const { items } = await client.list<Lease>(leases, { fieldSelector: `metadata.name=${leaseName}`, signal });
  for (const { metadata, spec } of items) {
    const lease = `${metadata.namespace ?? ""}/${metadata.name}`;
    const timer = clock.setTimer(explainAfterMs, () => {
      explain(
        `${spec?.holderIdentity ?? "somebody"} holds the lease ${lease} and does not renew it, so it seems to have died: ` +
          "waiting until the lease has run out, up to half a minute",
      );
    });
    const holder = await findLiveHolder({ client, clock }, metadata, signal).finally(() => timer.cancel());
    if (holder === undefined) continue;
    throw new CliError(`an operator works on this cluster already: ${holder} holds the lease ${lease}; stop it first`);
  }
}
