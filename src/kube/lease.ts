import type { JsonObject } from "../base/json.ts";
import type { KubeObject, ResourceType } from "./client.ts";

/** coordination.k8s.io/v1. */
export const leases: ResourceType = {
  group: "coordination.k8s.io",
  version: "v1",
  plural: "leases",
  kind: "Lease",
  namespaced: true,
};

/** The members of a Lease that elections use; any may be absent. Times are MicroTime. */
export interface LeaseSpec {
  readonly holderIdentity?: string;
  readonly leaseDurationSeconds?: number;
  readonly acquireTime?: string;
  readonly renewTime?: string;
  readonly leaseTransitions?: number;
}

export interface Lease extends KubeObject {
  readonly spec?: LeaseSpec;
}

/** RFC 3339 with six digits, as the API's MicroTime wants it. */
export function microTime(nowMs: number): string {
  return new Date(nowMs).toISOString().replace("Z", "000Z");
}

/** The spec of a lease that `identity` holds from now on; an unbroken holder keeps acquireTime and transitions. */
export function heldLease(
  before: LeaseSpec | undefined,
  holder: {
    readonly identity: string;
    readonly durationMs: number;
    readonly nowMs: number;
    readonly continues: boolean;
  },
): LeaseSpec {
  const { identity, durationMs, nowMs, continues } = holder;
  const transitions = before?.leaseTransitions ?? 0;
  const now = microTime(nowMs);
  return {
    holderIdentity: identity,
    leaseDurationSeconds: Math.ceil(durationMs / 1000),
    acquireTime: continues ? (before?.acquireTime ?? now) : now,
    renewTime: now,
    leaseTransitions: continues || before === undefined ? transitions : transitions + 1,
  };
}

/** The spec of a lease that its holder gives up: free for anyone at once. */
export function releasedLease(before: LeaseSpec | undefined, nowMs: number): LeaseSpec {
  const now = microTime(nowMs);
  return {
    holderIdentity: "",
    leaseDurationSeconds: 1,
    acquireTime: now,
    renewTime: now,
    leaseTransitions: before?.leaseTransitions ?? 0,
  };
}

/** The lease with another spec, to be written under the resource version that was read. */
export function leaseBody(
  { name, namespace }: { name: string; namespace: string },
  spec: LeaseSpec,
  read?: Lease,
): JsonObject {
  const metadata = read === undefined ? { name, namespace } : read.metadata;
  return {
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: { ...metadata },
    spec: { ...spec },
  };
}
