import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { createAppRunnerPort } from "./app-runner-port.ts";
import type { AwsObserver } from "./aws-observer.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import { createFleetSweep, type FleetSweep } from "./fleet-sweep.ts";
import type { Identity } from "./identity.ts";
import { informSweep } from "./inform-sweep.ts";
import type { AppRunnerPort, Place } from "./port.ts";
import type { SdkConnection, SdkCredentials } from "./sdk-connection.ts";
import { createTokenBucketBudget } from "./token-bucket-budget.ts";

/** App Runner in one place, as one identity reaches it. */
export interface AwsPlace {
  readonly place: Place;
  readonly identity: CallerIdentity;
  readonly port: AppRunnerPort;
  readonly sweep: FleetSweep;
}

export interface AwsPlaces {
  /**
   * App Runner in `region`, in the account that the operator's credentials belong to at present. The same object each
   * time for the same account, region and role, so that everybody shares its budget and its sweep.
   * @throws {AwsError} while there are no credentials that AWS accepts.
   */
  at(region: string): Promise<AwsPlace>;
}

export interface AwsPlacesOptions extends Pick<SdkConnection, "version" | "endpoint" | "requestHandler"> {
  readonly identity: Identity;
  /** Those whose identity it is, see `StsPort.credentials`. */
  readonly credentials: SdkCredentials;
  readonly observer: AwsObserver;
  readonly clock: Clock;
  readonly random: Random;
  /** The pace of the AWS at the other end, 1 for AWS itself. */
  readonly speed: number;
  /** Ends the sweeps. */
  readonly signal?: AbortSignal | undefined;
}

/** Who acts where. */
interface Actor {
  readonly place: Place;
  /** The role that is assumed for it; undefined for the operator's own identity. */
  readonly roleArn: string | undefined;
}

export function createAwsPlaces(options: AwsPlacesOptions): AwsPlaces {
  const known = new Map<string, AwsPlace>();

  const placeOf = (actor: Actor, identity: CallerIdentity): AwsPlace => {
    const key = JSON.stringify([actor.place.account, actor.place.region, actor.roleArn]);
    const place = known.get(key) ?? createPlace(actor.place, identity, options);
    known.set(key, place);
    return place;
  };

  return {
    async at(region) {
      const identity = await options.identity.current();
      return placeOf({ place: { account: identity.account, region }, roleArn: undefined }, identity);
    },
  };
}

function createPlace(place: Place, identity: CallerIdentity, options: AwsPlacesOptions): AwsPlace {
  const budget = createTokenBucketBudget({ ...options, place });
  const port = createAppRunnerPort({
    ...options,
    place,
    budget,
    credentialsRefused: () => options.identity.doubt(),
  });
  const sweep = createFleetSweep({ ...options, place, port });
  return { place, identity, port: informSweep(port, sweep), sweep };
}
