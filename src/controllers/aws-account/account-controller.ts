import { type AwsAccount, awsAccountType } from "../../api/aws-account.ts";
import type { Actors } from "../../aws/actors.ts";
import type { AwsPlaces } from "../../aws/places.ts";
import type { Clock } from "../../base/clock.ts";
import type { Random } from "../../base/random.ts";
import type { KubeClient, KubeObject, ResourceType } from "../../kube/client.ts";
import { Informer } from "../../kube/informer.ts";
import type { ObjectChange } from "../../kube/object-change.ts";
import type { ControllerObserver, ReflectorObserver, WorkQueueObserver } from "../../kube/observer.ts";
import { runController } from "../../kube/run-controller.ts";
import { whenAborted } from "../../kube/wait.ts";
import { WorkQueue } from "../../kube/work-queue.ts";
import type { Accounts } from "../engine/accounts.ts";
import { isPartlyClaimed } from "../engine/claim.ts";
import type { ManagedResource } from "../engine/managed-resource.ts";
import type { EngineObserver } from "../engine/observer.ts";
import type { Timings } from "../engine/timings.ts";
import { AccountDirectory, accountUsedBy } from "./account-directory.ts";
import { AccountReconciler } from "./account-reconciler.ts";

const namespaceType: ResourceType = {
  group: "",
  version: "v1",
  plural: "namespaces",
  kind: "Namespace",
  namespaced: false,
};

/** Changes of users are told together, so that a fleet that is applied at once costs few writes. */
const usersSettleMs = 2_000;

export interface AccountControllerOptions {
  readonly client: KubeClient;
  readonly actors: Actors;
  readonly places: AwsPlaces;
  /** Where objects are that name no region; undefined: nowhere. */
  readonly region: string | undefined;
  readonly isOwnIdentityAllowed: boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly timings: Timings;
  readonly observer: Pick<EngineObserver<AwsAccount>, "event">;
  readonly observers: {
    readonly reflector: ReflectorObserver;
    readonly queue: WorkQueueObserver;
    readonly controller: ControllerObserver;
  };
  /** See {@link ControllerOptions}. */
  readonly drainMs?: number | undefined;
}

/** The objects that may use accounts, as their caches show them. */
export interface AccountUsers {
  readonly list: () => readonly ManagedResource[];
  readonly synced: Promise<void>;
  readonly onChange: (listener: (change: ObjectChange<ManagedResource>) => void) => void;
}

/** The AwsAccounts of a cluster: what they mean for objects, and their own upkeep. */
export interface AccountController {
  readonly accounts: Accounts;
  readonly hasSynced: () => boolean;
  readonly objects: () => readonly AwsAccount[];
  /** Follows accounts and namespaces until the signal is aborted. */
  readonly runCache: (signal: AbortSignal) => Promise<void>;
  /** As with the controller of a kind. */
  readonly runPasses: (users: AccountUsers, signal: AbortSignal, abortSignal: AbortSignal) => Promise<void>;
}

export function createAccountController(options: AccountControllerOptions): AccountController {
  const { clock, random, observers, drainMs } = options;
  const common = { client: options.client, clock, random, observer: observers.reflector };
  const accounts = new Informer<AwsAccount>({ ...common, type: awsAccountType });
  const namespaces = new Informer<KubeObject>({ ...common, type: namespaceType });
  const directory = new AccountDirectory({ ...options, accounts, namespaces });
  const queue = new WorkQueue({
    clock,
    random,
    backoff: { baseMs: 1000, maxMs: 300_000 },
    observer: observers.queue,
  });
  return {
    accounts: directory,
    hasSynced: () => accounts.hasSynced && namespaces.hasSynced,
    objects: () => accounts.store.list(),
    runCache: async (signal) => {
      await Promise.all([accounts.run(signal), namespaces.run(signal)]);
    },
    runPasses: async (users, signal, abortSignal) => {
      await Promise.race([Promise.all([directory.synced, users.synced]), whenAborted(signal, abortSignal)]);
      const reconciler = new AccountReconciler({
        ...options,
        store: accounts.store,
        users: users.list,
        mayUse: (namespace, account) => directory.mayUse(namespace, account),
      });
      accounts.addHandler(({ key }) => queue.add(key));
      users.onChange((change) => {
        for (const name of accountsConcerned(change)) queue.addAfter(name, usersSettleMs / options.timings.speed);
      });
      await runController({
        queue,
        reconcile: (key, context) => reconciler.reconcile(key, context),
        workers: 1,
        clock,
        observer: observers.controller,
        drainMs,
        signal,
        abortSignal,
      });
    },
  };
}

/** The accounts whose users a change of an object changes. */
function accountsConcerned(change: ObjectChange<ManagedResource>): readonly string[] {
  const after = userFacts(change.object);
  if (change.type !== "updated") return [after.account];
  const before = userFacts(change.old);
  const isSame = before.account === after.account && before.place === after.place;
  return isSame ? [] : [...new Set([before.account, after.account])];
}

function userFacts(user: ManagedResource): { readonly account: string; readonly place: string } {
  return {
    account: accountUsedBy(user),
    place: `${user.status?.account}/${user.status?.region}/${isPartlyClaimed(user)}`,
  };
}
