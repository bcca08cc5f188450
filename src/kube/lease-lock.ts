import type { Clock } from "../base/clock.ts";
import type { KubeClient } from "./client.ts";
import { isConflict, isNotFound } from "./kube-error.ts";
import { heldLease, leaseBody, leases, releasedLease, type Lease } from "./lease.ts";
import { holderOf, isFree, observe, type ObservedLease } from "./observed-lease.ts";
import type { ElectorObserver } from "./observer.ts";

export interface LeaseLockOptions {
  readonly client: KubeClient;
  readonly lease: { readonly namespace: string; readonly name: string };
  readonly identity: string;
  readonly durationMs: number;
  readonly clock: Clock;
  readonly observer: ElectorObserver;
}

/** The Lease as a lock: what it says, and the writes that take, renew and release it, each under the version read. */
export class LeaseLock {
  readonly #options: LeaseLockOptions;
  #observed: ObservedLease | undefined;

  constructor(options: LeaseLockOptions) {
    this.#options = options;
  }

  /** Who held it at the last look; empty: nobody, or not known yet. */
  get holder(): string {
    return this.#observed === undefined ? "" : holderOf(this.#observed.lease);
  }

  /** Takes the lease if it is free. Whether it is ours now; rejects when that could not be found out. */
  async take(): Promise<boolean> {
    const { client, lease: ref, durationMs, clock } = this.#options;
    let lease: Lease;
    try {
      lease = await client.get<Lease>(leases, ref);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      return this.#unlessTaken(() => this.#write(undefined, false));
    }
    // A lease under our name that we do not lead by is one of a process before us, or of a write given up on.
    const free = isFree(this.#see(lease), durationMs, clock.monotonicMs());
    return free && (await this.#unlessTaken(() => this.#write(lease, false)));
  }

  /** Renews the lease that we hold. False: another one holds it; rejects when it could not be renewed just now. */
  async renew(): Promise<boolean> {
    const { client, lease: ref, identity, observer } = this.#options;
    try {
      if (this.#observed !== undefined) return await this.#write(this.#observed.lease, true);
    } catch (error) {
      if (!isConflict(error) && !isNotFound(error)) throw error;
    }
    observer.slowPath();
    let lease: Lease;
    try {
      lease = await client.get<Lease>(leases, ref);
    } catch (error) {
      // Somebody deleted it; whoever creates it first has it.
      if (isNotFound(error)) return this.#unlessTaken(() => this.#write(undefined, true));
      throw error;
    }
    this.#see(lease);
    return holderOf(lease) === identity && (await this.#write(lease, true));
  }

  /** Gives the lease up, so that others need not wait for it to run out. */
  async release(): Promise<void> {
    const { client, lease: ref, clock } = this.#options;
    const lease = this.#observed?.lease;
    if (lease === undefined) return;
    await client.replace(leases, ref, leaseBody(ref, releasedLease(lease.spec, clock.nowMs()), lease));
  }

  async #write(read: Lease | undefined, continues: boolean): Promise<true> {
    const { client, lease: ref, identity, durationMs, clock } = this.#options;
    const spec = heldLease(read?.spec, { identity, durationMs, nowMs: clock.nowMs(), continues });
    const body = leaseBody(ref, spec, read);
    this.#see(
      read === undefined
        ? await client.create<Lease>(leases, ref.namespace, body)
        : await client.replace<Lease>(leases, ref, body),
    );
    return true;
  }

  async #unlessTaken(write: () => Promise<true>): Promise<boolean> {
    try {
      return await write();
    } catch (error) {
      if (isConflict(error)) return false;
      throw error;
    }
  }

  #see(lease: Lease): ObservedLease {
    const before = this.#observed;
    this.#observed = observe(before, lease, this.#options.clock.monotonicMs());
    if (before === undefined || holderOf(before.lease) !== holderOf(lease)) {
      this.#options.observer.holderChanged(holderOf(lease));
    }
    return this.#observed;
  }
}
