import { type AwsAccount, defaultAccountName } from "../../api/aws-account.ts";
import type { Grant } from "../../api/aws-account/grant.ts";
import type { Actor } from "../../aws/actor.ts";
import type { Actors } from "../../aws/actors.ts";
import { hashOf } from "../../base/hash.ts";
import type { KubeObject } from "../../kube/client.ts";
import type { Informer } from "../../kube/informer.ts";
import type { AccountClaim, AccountInEffect, Accounts } from "../engine/accounts.ts";
import type { ManagedResource } from "../engine/managed-resource.ts";
import { actorOf } from "./account-actor.ts";
import { denialOf, grantsFor } from "./grants.ts";

export interface AccountDirectoryOptions {
  readonly accounts: Pick<Informer<AwsAccount>, "store" | "synced" | "addHandler">;
  readonly namespaces: Pick<Informer<KubeObject>, "store" | "synced" | "addHandler">;
  readonly actors: Actors;
  /** Where objects are that name no region; undefined: nowhere. */
  readonly region: string | undefined;
  /** Whether objects without an AwsAccount are worked on as the operator's own identity. */
  readonly isOwnIdentityAllowed: boolean;
}

/** The AwsAccount that is meant where this one is named: `default` where none is. */
function accountNameOf(account: string | undefined): string {
  return account ?? defaultAccountName;
}

/** The AwsAccount that an object uses: the one that it names or shares with another object, else `default`. */
export function accountUsedBy({ spec, status }: Pick<ManagedResource, "spec" | "status">): string {
  return accountNameOf(spec.awsAccountRef?.name ?? status?.awsAccount);
}

/** The accounts of a cluster, and which namespaces may use them for what. */
export class AccountDirectory implements Accounts {
  readonly synced: Promise<void>;
  readonly #options: AccountDirectoryOptions;

  constructor(options: AccountDirectoryOptions) {
    this.#options = options;
    this.synced = Promise.all([options.accounts.synced, options.namespaces.synced]).then(() => undefined);
  }

  inEffect(claim: AccountClaim): AccountInEffect {
    const { accounts, actors, isOwnIdentityAllowed } = this.#options;
    const name = accountNameOf(claim.account);
    const account = accounts.store.get(name);
    if (account === undefined && claim.account === undefined && isOwnIdentityAllowed) {
      return this.#of(actors.own, claim, { digest: "own" });
    }
    const grants = account === undefined ? [] : this.#grantsFor(account, claim.namespace);
    // One text whether the account is there or not: what others have is none of the namespace's business.
    if (account === undefined || grants.length === 0) return refused(unavailable(claim.account));
    const { metadata, spec } = account;
    if (metadata.deletionTimestamp !== undefined && claim.isNew) {
      return refused(`the AwsAccount ${name} is being deleted`);
    }
    return {
      ...this.#of(actorOf(account, actors, this.#options.region), claim, {
        // Without what others are granted: their grants are edited often, and concern them alone.
        digest: hashOf([metadata.uid, { ...spec, grants }]),
        region: spec.region,
      }),
      defaults: spec.defaults ?? {},
      denial: (request) => denialOf(request, grants, name),
    };
  }

  isInUse(actor: Actor): boolean {
    const { accounts, actors, region, isOwnIdentityAllowed } = this.#options;
    const isOwn = actor === actors.own && isOwnIdentityAllowed && accounts.store.get(defaultAccountName) === undefined;
    return isOwn || accounts.store.list().some((account) => actorOf(account, actors, region) === actor);
  }

  /** Whether a namespace may use an account at all. */
  mayUse(namespace: string, account: AwsAccount): boolean {
    return this.#grantsFor(account, namespace).length > 0;
  }

  #grantsFor(account: AwsAccount, namespace: string): readonly Grant[] {
    const known = this.#options.namespaces.store.get(namespace);
    return grantsFor(account, {
      name: namespace,
      labels: known === undefined ? undefined : (known.metadata.labels ?? {}),
    });
  }

  onChange(listener: (concerns: (claim: Pick<AccountClaim, "account" | "namespace">) => boolean) => void): void {
    const { accounts, namespaces } = this.#options;
    accounts.addHandler(({ key }) => listener((claim) => accountNameOf(claim.account) === key));
    // Without labels that differ nothing is decided otherwise; namespaces are touched often.
    const known = new Map<string, string>();
    namespaces.addHandler(({ type, key, object }) => {
      const labels = type === "deleted" ? undefined : hashOf([object.metadata.labels ?? {}]);
      if (known.get(key) === labels) return;
      if (labels === undefined) known.delete(key);
      else known.set(key, labels);
      listener(({ namespace }) => namespace === key);
    });
  }

  #of(
    actor: Actor,
    claim: AccountClaim,
    { digest, region }: { readonly digest: string; readonly region?: string | undefined },
  ): Extract<AccountInEffect, { readonly actor: Actor }> {
    return {
      digest,
      actor,
      region: claim.region ?? region ?? this.#options.region,
      defaults: {},
      denial: () => undefined,
    };
  }
}

function refused(refusal: string): AccountInEffect {
  return { digest: refusal, refusal };
}

function unavailable(named: string | undefined): string {
  return named === undefined
    ? "`spec.awsAccountRef` is not set, and there is no AwsAccount `default` that this namespace may use"
    : `\`spec.awsAccountRef\`: there is no AwsAccount ${named} that this namespace may use`;
}
