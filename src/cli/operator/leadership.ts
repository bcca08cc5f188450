import type { Clock } from "../../base/clock.ts";
import type { Random } from "../../base/random.ts";
import type { KubeConnection } from "../../kube/connection.ts";
import { createKubeClient } from "../../kube/create-kube-client.ts";
import { type ElectionEnd, LeaderElector } from "../../kube/leader-elector.ts";
import type { ElectorObserver } from "../../kube/observer.ts";
import { untilAborted } from "../process/until-aborted.ts";

/** Shorter than the renew deadline, so that a hanging renewal can be tried again in time. */
const leaseTimeoutMs = 4_000;

/** When this process may work. */
export interface Leadership {
  readonly isLeader: () => boolean;
  /**
   * Waits until this process leads, runs `work`, and gives the lease up once the work has ended, so that nobody else
   * starts before. `work` gets the signal `stop` and one that is aborted when leadership is lost. To be called once.
   */
  run(stop: AbortSignal, work: (stop: AbortSignal, lost: AbortSignal) => Promise<void>): Promise<ElectionEnd>;
}

export interface LeadershipOptions {
  /** Undefined: there is nothing to share, and this process leads from the start. */
  readonly lease: { readonly namespace: string; readonly name: string } | undefined;
  readonly kube: KubeConnection;
  /** The pod's or the host's name. */
  readonly instance: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly observer: ElectorObserver;
}

export function leadership(options: LeadershipOptions): Leadership {
  const { lease } = options;
  return lease === undefined ? alone() : elected(options, lease);
}

function alone(): Leadership {
  return {
    isLeader: () => true,
    async run(stop, work) {
      await work(stop, new AbortController().signal);
      return "released";
    },
  };
}

function elected(options: LeadershipOptions, lease: { readonly namespace: string; readonly name: string }): Leadership {
  const { kube, instance, clock, random, observer } = options;
  const started = Promise.withResolvers<void>();
  const lost = new AbortController();
  const elector = new LeaderElector({
    // Of its own: a renewal must not wait behind other calls, nor as long as they may.
    client: createKubeClient({
      connection: kube,
      clock,
      random,
      fieldManager: "apprunner-operator",
      timeoutMs: leaseTimeoutMs,
    }),
    lease,
    identity: `${instance}_${hexDigits(16, random)}`,
    clock,
    random,
    observer,
    onStarted: () => started.resolve(),
    onStopped: (how) => {
      if (how === "lost") lost.abort(new Error("another process leads"));
    },
  });
  return {
    isLeader: () => elector.isLeader(),
    async run(stop, work) {
      const giveUp = new AbortController();
      const election = elector.run(giveUp.signal);
      await Promise.race([started.promise, untilAborted(stop)]);
      if (!stop.aborted) await work(stop, lost.signal);
      giveUp.abort(new Error("the operator is stopping"));
      return election;
    },
  };
}

function hexDigits(count: number, random: Random): string {
  return Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join("");
}
