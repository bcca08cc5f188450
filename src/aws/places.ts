import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { createAppRunnerPort } from "./app-runner-port.ts";
import type { Actor } from "./actor.ts";
import type { AwsObserver } from "./aws-observer.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import { createFleetSweep, type FleetSweep } from "./fleet-sweep.ts";
import { informSweep } from "./inform-sweep.ts";
import type { AppRunnerPort, Place } from "./port.ts";
import type { SdkConnection } from "./sdk-connection.ts";
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
   * App Runner in `region`, in the account that the actor's credentials belong to at present. The same object each time
   * for the same account, region and actor, so that everybody shares its budget and its sweep.
   * @throws {AwsError} while there are no credentials that AWS accepts.
   */
  at(region: string, actor: Actor): Promise<AwsPlace>;
}

export interface AwsPlacesOptions extends Pick<SdkConnection, "version" | "requestHandler"> {
  readonly observer: AwsObserver;
  readonly clock: Clock;
  readonly random: Random;
  /** The pace of the AWS at the other end, 1 for AWS itself. */
  readonly speed: number;
  /** Ends the sweeps. */
  readonly signal?: AbortSignal | undefined;
}

export function createAwsPlaces(options: AwsPlacesOptions): AwsPlaces {
  const known = new Map<string, AwsPlace>();
  return {
    async at(region, actor) {
      const identity = await actor.identity.current();
      const place = { account: identity.account, region };
      const key = JSON.stringify([place, actor.key]);
      const found = known.get(key) ?? createPlace(place, { actor, identity }, options);
      known.set(key, found);
      return found;
    },
  };
}

function createPlace(
  place: Place,
  { actor, identity }: { readonly actor: Actor; readonly identity: CallerIdentity },
  options: AwsPlacesOptions,
): AwsPlace {
  const { endpoint, credentials, rates } = actor;
  const budget = createTokenBucketBudget({ ...options, place, rates });
  const port = createAppRunnerPort({
    ...options,
    endpoint,
    credentials,
    place,
    budget,
    credentialsRefused: () => actor.identity.doubt(),
  });
  const sweep = createFleetSweep({ ...options, place, port });
  return { place, identity, port: informSweep(port, sweep), sweep };
}
