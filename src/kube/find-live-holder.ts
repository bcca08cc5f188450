import type { Clock } from "../base/clock.ts";
import { sleep } from "../base/sleep.ts";
import type { KubeClient, ObjectRef } from "./client.ts";
import { isNotFound } from "./kube-error.ts";
import { leases, type Lease } from "./lease.ts";
import { holderOf, isFree, observe, type ObservedLease } from "./observed-lease.ts";

const lookEveryMs = 500;
const assumedDurationMs = 15_000;

/**
 * Who is alive and holds the lease: undefined when there is none, it was given up, or nobody renews it for its duration
 * (15 s as a rule). A live holder is found within its renewal period (2 s as a rule).
 */
export async function findLiveHolder(
  { client, clock }: { readonly client: KubeClient; readonly clock: Clock },
  ref: ObjectRef,
  signal?: AbortSignal,
): Promise<string | undefined> {
  let first: ObservedLease | undefined;
  for (;;) {
    let lease: Lease;
    try {
      lease = await client.get<Lease>(leases, ref, signal);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
    const nowMs = clock.monotonicMs();
    const seen = observe(first, lease, nowMs);
    if (isFree(seen, assumedDurationMs, nowMs)) return undefined;
    if (first !== undefined && seen !== first) return holderOf(lease);
    first = seen;
    await sleep(clock, lookEveryMs, signal);
  }
}
