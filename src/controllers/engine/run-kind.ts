import type { AwsPlace, AwsPlaces } from "../../aws/places.ts";
import type { Random } from "../../base/random.ts";
import type { KubeClient } from "../../kube/client.ts";
import type { ObjectChange } from "../../kube/object-change.ts";
import { objectKey } from "../../kube/object-key.ts";
import { Informer } from "../../kube/informer.ts";
import type { ControllerObserver, ReflectorObserver, WorkQueueObserver } from "../../kube/observer.ts";
import { runController } from "../../kube/run-controller.ts";
import { whenAborted } from "../../kube/wait.ts";
import { WorkQueue } from "../../kube/work-queue.ts";
import { accountClaim } from "./account-claim.ts";
import type { AccountClaim, Accounts } from "./accounts.ts";
import { companionKeeper } from "./companion.ts";
import type { Kind } from "./kind.ts";
import { kubeObjectWriter } from "./kube-object-writer.ts";
import type { ManagedResource } from "./managed-resource.ts";
import type { PassContext } from "./pass-context.ts";
import { placesAccess } from "./places-access.ts";
import { Reconciler } from "./reconciler.ts";
import type { Relations } from "./relations.ts";

export interface KindControllerOptions<
  Resource extends ManagedResource,
  Memory extends object,
  Observation extends object,
> extends Omit<PassContext<Resource, Memory, Observation>, "kind" | "aws" | "writer" | "companions"> {
  readonly client: KubeClient;
  readonly places: AwsPlaces;
  readonly accounts: Accounts;
  /** The namespaces to watch; absent: all. */
  readonly namespaces?: readonly string[] | undefined;
  readonly random: Random;
  /** Those between the objects of all kinds; shared by their controllers. */
  readonly relations: Relations;
  /** How many objects are worked at once. */
  readonly workers: number;
  /** How long the passes under way may take to end when told to; see ControllerOptions. */
  readonly drainMs?: number | undefined;
  readonly observers: {
    readonly reflector: ReflectorObserver;
    readonly queue: WorkQueueObserver;
    readonly controller: ControllerObserver;
  };
}

/** The controller of one kind: its cache, which may run without leadership, and its passes, which may not. */
export interface KindController {
  readonly hasSynced: () => boolean;
  /** Resolves when the cache holds all that was there at the start. */
  readonly synced: Promise<void>;
  /** The objects as the cache shows them now. */
  readonly objects: () => readonly ManagedResource[];
  /** Tells of every change of an object from now on, and first of all that are there. */
  readonly onChange: (listener: (change: ObjectChange<ManagedResource>) => void) => void;
  /** Follows the objects until the signal is aborted. */
  readonly runCache: (signal: AbortSignal) => Promise<void>;
  /**
   * Reconciles until `signal` is aborted, then lets the passes under way end; `abortSignal` breaks them off. To be called
   * once, by the leader.
   */
  readonly runPasses: (signal: AbortSignal, abortSignal: AbortSignal) => Promise<void>;
}

/** Puts the parts of a kind's controller together. */
export function createKindController<
  Resource extends ManagedResource,
  Memory extends object,
  Observation extends object,
>(
  kind: Kind<Resource, Memory, Observation>,
  options: NoInfer<KindControllerOptions<Resource, Memory, Observation>>,
): KindController {
  const { client, clock, random, observers } = options;
  const informer = new Informer<Resource>({
    client,
    type: kind.type,
    namespaces: options.namespaces,
    clock,
    random,
    observer: observers.reflector,
  });
  const queue = new WorkQueue({
    clock,
    random,
    backoff: { baseMs: 1000, maxMs: 300_000 },
    observer: observers.queue,
  });
  const followSweep = ({ sweep }: AwsPlace): (() => void) => {
    if (!kind.isSwept) return () => undefined;
    return sweep.subscribe((arn, _before, after) => {
      for (const key of reconciler.noticeFlip(arn, after?.status)) queue.add(key);
    });
  };
  const aws = placesAccess({ ...options, onPlace: followSweep });
  const reconciler = new Reconciler<Resource, Memory, Observation>({
    ...options,
    kind,
    aws,
    writer: kubeObjectWriter<Resource>(client, kind.type, clock),
    companions: companionKeeper(client),
    store: informer.store,
  });
  const { relations, accounts } = options;
  relations.register(kind.type.kind, {
    get: (key) => informer.store.get(key),
    canBeRivals: kind.canBeRivals === true,
    synced: informer.synced,
  });
  informer.addHandler((change) =>
    relations.changed(kind.type.kind, change.key, change.type === "deleted" ? [] : kind.references(change.object)),
  );
  return {
    hasSynced: () => informer.hasSynced,
    synced: informer.synced,
    objects: () => informer.store.list(),
    onChange: (listener) => informer.addHandler(listener),
    runCache: (signal) => informer.run(signal),
    runPasses: async (signal, abortSignal) => {
      await Promise.race([Promise.all([relations.synced(), accounts.synced]), whenAborted(signal, abortSignal)]);
      relations.onWake(kind.type.kind, (key) => queue.add(key));
      kind.onNews?.((key) => queue.add(reconciler.expectNews(key)));
      accounts.onChange((concerns) => {
        aws.leaveFormer();
        for (const key of keysAt(concerns, informer.store.list(), { kind, relations })) queue.add(key, "low");
      });
      informer.addHandler((change) =>
        queue.add(change.key, change.type === "added" && change.initial ? "low" : "normal"),
      );
      await runController({
        queue,
        reconcile: (key, context) => reconciler.reconcile(key, context),
        workers: options.workers,
        clock,
        observer: observers.controller,
        drainMs: options.drainMs,
        signal,
        abortSignal,
      });
      aws.leaveAll();
    },
  };
}

/** The keys of those objects whose account is meant. */
function keysAt<Resource extends ManagedResource>(
  isMeant: (claim: AccountClaim) => boolean,
  objects: readonly Resource[],
  within: {
    readonly kind: Pick<Kind<Resource, object, object>, "type" | "references" | "livesWith">;
    readonly relations: Relations;
  },
): readonly string[] {
  const { kind, relations } = within;
  return objects.flatMap((object) => {
    const related = relations.around(kind.type.kind, object, kind.references(object));
    return isMeant(accountClaim(kind, object, related)) ? [objectKey(object.metadata)] : [];
  });
}
