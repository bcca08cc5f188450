import type { AppRunnerPort, Place } from "../../aws/port.ts";

/** App Runner in one place, as the engine needs it. */
export interface PlaceAccess {
  readonly place: Place;
  /** The second part of its ARNs, such as `aws` or `aws-us-gov`. */
  readonly partition: string;
  readonly port: AppRunnerPort;
  /** The services of that name, from a list read to its end that began after the call. */
  readonly lookup: (name: string, signal: AbortSignal) => Promise<readonly { readonly arn: string }[]>;
}

/** Finds out where an object is to be. */
export interface AwsAccess {
  /**
   * @param region what the manifest says; undefined: the operator's own.
   * @throws {AwsError} when the identity cannot be told. {@link RegionMissingError} when there is no region.
   */
  access(region: string | undefined): Promise<PlaceAccess>;
}

/** Neither the manifest nor the operator's configuration names a region. */
export class RegionMissingError extends Error {
  override readonly name = "RegionMissingError";
}
