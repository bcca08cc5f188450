import type { Actor } from "../../aws/actor.ts";
import type { GrantRequest } from "./grant-request.ts";

/** What an object says of the account that it is in. */
export interface AccountClaim {
  readonly namespace: string;
  /** The AwsAccount that it names. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** Nothing was made for it yet. */
  readonly isNew: boolean;
}

/** What counts in an account for objects that do not say it themselves. */
export interface AccountDefaults {
  readonly tags?: readonly { readonly key: string; readonly value?: string }[] | undefined;
  readonly managementPolicy?: "Manage" | "ReportDrift" | "Observe" | undefined;
  readonly deletionPolicy?: "Delete" | "Retain" | undefined;
}

/** The account of an object, or why it has none. */
export type AccountInEffect = {
  /** Changes with everything that this says. */
  readonly digest: string;
} & (
  | {
      readonly actor: Actor;
      /** Undefined: neither the object nor anybody else names one. */
      readonly region: string | undefined;
      readonly defaults: AccountDefaults;
      /** Why a request is not granted, for people; undefined: it is. */
      readonly denial: (request: GrantRequest) => string | undefined;
    }
  /** One line for people, which tells no more than the namespace may know. */
  | { readonly refusal: string }
);

/** Where and as whom objects are worked on. */
export interface Accounts {
  inEffect(claim: AccountClaim): AccountInEffect;
  /** Whether anything is worked on as this one at present; not any more after its account was edited or went. */
  isInUse(actor: Actor): boolean;
  /** Calls `listener` when what is in effect may have changed, for the claims that it concerns. */
  onChange(listener: (concerns: (claim: Pick<AccountClaim, "account" | "namespace">) => boolean) => void): void;
  /** Resolves when all accounts that were there at the start are known. */
  readonly synced: Promise<void>;
}
