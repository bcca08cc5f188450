import type { AwsError } from "../../aws/aws-error.ts";
import type { AppRunnerPort, Place } from "../../aws/port.ts";
import type { AccountClaim, AccountDefaults } from "./accounts.ts";
import type { GrantRequest } from "./grant-request.ts";

/** App Runner in one place, as the engine needs it. */
export interface PlaceAccess {
  readonly place: Place;
  /** The second part of its ARNs, such as `aws` or `aws-us-gov`. */
  readonly partition: string;
  readonly port: AppRunnerPort;
  /** The services of that name, from a list read to its end that began after the call. */
  readonly lookup: (name: string, signal: AbortSignal) => Promise<readonly { readonly arn: string }[]>;
}

/** What an object's account means for its passes. */
export interface AccountBinding {
  /** Changes with everything that this says. */
  readonly digest: string;
  readonly defaults: AccountDefaults;
  /** Why the object must not be worked on, asking for these things; undefined: it may be. For people. */
  readonly denial: (requests: readonly GrantRequest[]) => string | undefined;
  /**
   * App Runner where the object is, as whoever works there now.
   * @throws {AwsError} when the identity cannot be told. {@link RegionMissingError} when there is no region.
   */
  readonly access: () => Promise<PlaceAccess>;
}

/** Finds out where an object is to be, and as whom. */
export interface AwsAccess {
  bind(claim: AccountClaim): AccountBinding;
}

/** Neither the manifest, nor its account, nor the operator's configuration names a region. */
export class RegionMissingError extends Error {
  override readonly name = "RegionMissingError";
}

/** What keeps a pass from reaching AWS. */
export type AccessError = AwsError | RegionMissingError;
