import { type AwsAccount, awsAccountType } from "../../api/aws-account.ts";
import type { Actors } from "../../aws/actors.ts";
import { AwsError } from "../../aws/aws-error.ts";
import type { CallerIdentity } from "../../aws/caller-identity.ts";
import type { AwsPlaces } from "../../aws/places.ts";
import type { Clock } from "../../base/clock.ts";
import { isJsonObject, type JsonObject } from "../../base/json.ts";
import type { KubeClient } from "../../kube/client.ts";
import type { ReconcileContext, Result } from "../../kube/controller-options.ts";
import { isConflict, isNotFound } from "../../kube/kube-error.ts";
import { patchMetadata } from "../../kube/patch-metadata.ts";
import type { Store } from "../../kube/store.ts";
import { writeStatus } from "../../kube/write-status.ts";
import { finalizer } from "../engine/annotations.ts";
import { awsOutcome } from "../engine/aws-outcome.ts";
import { isPartlyClaimed } from "../engine/claim.ts";
import type { ManagedResource } from "../engine/managed-resource.ts";
import type { EngineObserver } from "../engine/observer.ts";
import type { Outcome } from "../engine/outcome.ts";
import { statusEvents } from "../engine/status-events.ts";
import { statusOf } from "../engine/status.ts";
import type { Timings } from "../engine/timings.ts";
import { actorOf } from "./account-actor.ts";
import { accountUsedBy } from "./account-directory.ts";
import { listedUsage, serviceUsage, type Usage } from "./account-usage.ts";

export interface AccountReconcilerOptions {
  readonly store: Store<AwsAccount>;
  readonly client: KubeClient;
  /** All objects that may use an account. */
  readonly users: () => readonly ManagedResource[];
  /** Whether a namespace may use an account at all. */
  readonly mayUse: (namespace: string, account: AwsAccount) => boolean;
  readonly actors: Actors;
  readonly places: AwsPlaces;
  /** Where objects are that name no region; undefined: nowhere. */
  readonly region: string | undefined;
  readonly observer: Pick<EngineObserver<AwsAccount>, "event">;
  readonly clock: Clock;
  readonly timings: Timings;
}

/** What a look at an account showed. */
interface Seen {
  readonly identity: CallerIdentity;
  readonly usage: readonly Usage[];
}

/** What is kept of an account between two passes; it may be lost at any time. */
interface Remembered {
  readonly generation: number;
  failures: number;
  /** What was counted by lists, and in which regions. */
  listed: readonly Usage[];
  listedRegions: string;
  /** What could not be read, for people. */
  listFault: string | undefined;
  /** When the lists are read again, by the monotonic clock. */
  listDueMs: number;
}

const namedUsers = 3;

/** Keeps AwsAccounts: tells who the operator is there and how much is used, and holds those that objects still use. */
export class AccountReconciler {
  readonly #options: AccountReconcilerOptions;
  readonly #remembered = new Map<string, Remembered>();

  constructor(options: AccountReconcilerOptions) {
    this.#options = options;
  }

  /** Reconciles the account of that name. */
  async reconcile(name: string, { signal }: Pick<ReconcileContext, "signal">): Promise<Result> {
    const account = this.#options.store.get(name);
    if (account === undefined) {
      this.#remembered.delete(name);
      return {};
    }
    try {
      return await this.#pass(account, signal);
    } catch (error) {
      // Another write came first: its event wakes the name, or the cache has caught up by then.
      if (isConflict(error) || isNotFound(error)) return { requeueAfterMs: 1000 };
      throw error;
    }
  }

  async #pass(account: AwsAccount, signal: AbortSignal): Promise<Result> {
    const { client, timings } = this.#options;
    const isHeld = account.metadata.finalizers?.includes(finalizer) === true;
    const users = this.#usersOf(account);
    if (account.metadata.deletionTimestamp !== undefined) {
      if (!isHeld) return {};
      if (users.length > 0) return this.#tell(account, users, waitingFor(users, timings.deepReadMs));
      await patchMetadata(client, awsAccountType, account, { removeFinalizers: [finalizer] });
      return {};
    }
    const held = isHeld
      ? account
      : await patchMetadata(client, awsAccountType, account, { addFinalizers: [finalizer] });
    return this.#look(held, users, signal);
  }

  async #look(account: AwsAccount, users: readonly ManagedResource[], signal: AbortSignal): Promise<Result> {
    const { actors, region, timings } = this.#options;
    const known = this.#recall(account);
    let identity: CallerIdentity;
    try {
      identity = await actorOf(account, actors, region).identity.current();
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      known.failures += 1;
      const outcome = awsOutcome(error, { failures: known.failures, roleFailingMs: 0 }, timings);
      return this.#tell(account, users, outcome);
    }
    known.failures = 0;
    const usage = await this.#readUsage(account, { identity, users, known, signal });
    const fault = known.listFault === undefined ? "" : `; what is used could not be read: ${known.listFault}`;
    const outcome: Outcome = {
      reason: "Available",
      message: `acts as ${identity.arn}${fault}`,
      requeueAfterMs: timings.blockedRetryMs,
    };
    return this.#tell(account, users, outcome, { identity, usage });
  }

  /** Counts what there is in the regions where objects are: services each time, for the rest lists are read once an hour. */
  async #readUsage(
    account: AwsAccount,
    about: {
      readonly identity: CallerIdentity;
      readonly users: readonly ManagedResource[];
      readonly known: Remembered;
      readonly signal: AbortSignal;
    },
  ): Promise<readonly Usage[]> {
    const { actors, places, region, clock, timings } = this.#options;
    const { identity, users, known, signal } = about;
    const used = users.flatMap(({ status }) =>
      status?.account === identity.account && status.region !== undefined ? [status.region] : [],
    );
    const regions = [...new Set(used)].toSorted();
    const actor = actorOf(account, actors, region);
    const inUse = await Promise.all(regions.map((at) => places.at(at, actor)));
    if (clock.monotonicMs() >= known.listDueMs || known.listedRegions !== regions.join()) {
      known.listFault = undefined;
      try {
        known.listed = (await Promise.all(inUse.map((place) => listedUsage(place, signal)))).flat();
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        known.listFault = `${error.operation}: ${error.message}`;
      }
      known.listedRegions = regions.join();
      known.listDueMs = clock.monotonicMs() + timings.usageIntervalMs;
    }
    return inUse.flatMap((place) => [
      ...serviceUsage(place),
      ...known.listed.filter(({ region: at }) => at === place.place.region),
    ]);
  }

  /** What was not seen this time stays as it was. */
  async #tell(account: AwsAccount, users: readonly ManagedResource[], outcome: Outcome, seen?: Seen): Promise<Result> {
    const { client, clock, observer, region } = this.#options;
    const before = account.status ?? {};
    const memory = withoutAbsent({
      account: seen?.identity.account ?? before.account,
      region: account.spec.region ?? region,
      arn: seen?.identity.arn ?? before.arn,
      users: users.length,
      namespaces: new Set(users.map(({ metadata }) => metadata.namespace)).size,
      usage: seen?.usage ?? before.usage,
    });
    const status = statusOf(account, outcome, memory, clock.nowMs());
    await writeStatus(client, awsAccountType, account, asJson(status));
    for (const event of statusEvents(before, status)) observer.event(account, event);
    return { requeueAfterMs: outcome.requeueAfterMs };
  }

  /** Without those that name it and may not, for which nothing was ever made: anybody could hold an account by them. */
  #usersOf(account: AwsAccount): readonly ManagedResource[] {
    const { users, mayUse } = this.#options;
    const named = users().filter((user) => accountUsedBy(user) === account.metadata.name);
    return named.filter((user) => isPartlyClaimed(user) || mayUse(user.metadata.namespace, account));
  }

  /** What is remembered is of one generation: an edited account may be another one. */
  #recall({ metadata }: AwsAccount): Remembered {
    const known = this.#remembered.get(metadata.name);
    if (known?.generation === metadata.generation) return known;
    const fresh: Remembered = {
      generation: metadata.generation,
      failures: 0,
      listed: [],
      listedRegions: "",
      listFault: undefined,
      listDueMs: 0,
    };
    this.#remembered.set(metadata.name, fresh);
    return fresh;
  }
}

/** Their deletion wakes the account. */
function waitingFor(users: readonly ManagedResource[], requeueAfterMs: number): Outcome {
  const names = users.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`).toSorted();
  const rest = names.length - namedUsers;
  const more = rest > 0 ? ` and ${rest} more` : "";
  return {
    reason: "WaitingForUsers",
    message: `it is still used by ${names.slice(0, namedUsers).join(", ")}${more}`,
    requeueAfterMs,
  };
}

function withoutAbsent(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function asJson(status: object): JsonObject {
  const json: unknown = status;
  return isJsonObject(json) ? json : {};
}
