import type { Lease } from "./lease.ts";

/** A lease, and when this process first saw it as it is, by its own monotonic clock. */
export interface ObservedLease {
  readonly lease: Lease;
  readonly seenAtMs: number;
}

/** What is known after another look: the time of the first look stays for as long as nothing was written. */
export function observe(before: ObservedLease | undefined, lease: Lease, nowMs: number): ObservedLease {
  const same =
    before?.lease.metadata.uid === lease.metadata.uid &&
    before.lease.metadata.resourceVersion === lease.metadata.resourceVersion;
  return same ? before : { lease, seenAtMs: nowMs };
}

/** Who holds the lease; empty: nobody. */
export function holderOf(lease: Lease): string {
  return lease.spec?.holderIdentity ?? "";
}

/**
 * Whether anyone may take the lease: it was given up, or its holder has not renewed it for the lease's duration. The
 * times in it are not looked at: they are of the holder's clock.
 */
export function isFree({ lease, seenAtMs }: ObservedLease, ownDurationMs: number, nowMs: number): boolean {
  if (holderOf(lease) === "") return true;
  const durationMs = (lease.spec?.leaseDurationSeconds ?? ownDurationMs / 1000) * 1000;
  return nowMs - seenAtMs >= durationMs;
}
