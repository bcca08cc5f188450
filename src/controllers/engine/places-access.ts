import type { AwsPlace, AwsPlaces } from "../../aws/places.ts";
import type { Clock } from "../../base/clock.ts";
import type { Accounts } from "./accounts.ts";
import { type AwsAccess, type PlaceAccess, RegionMissingError } from "./aws-access.ts";

export interface PlacesAccessOptions {
  readonly places: AwsPlaces;
  readonly accounts: Pick<Accounts, "inEffect">;
  readonly clock: Clock;
  /** Told of each place the first time that an object is there. */
  readonly onPlace: (place: AwsPlace) => void;
}

/** Access to AWS in the account that is in effect for an object. */
export function placesAccess({ places, accounts, clock, onPlace }: PlacesAccessOptions): AwsAccess {
  const known = new Map<AwsPlace, PlaceAccess>();
  return {
    bind(claim) {
      const account = accounts.inEffect(claim);
      const { digest } = account;
      if ("refusal" in account) {
        const { refusal } = account;
        return { digest, defaults: {}, denial: () => refusal, access: () => Promise.reject(new Error(refusal)) };
      }
      const { actor, region, defaults, denial } = account;
      return {
        digest,
        defaults,
        denial: (requests) => requests.map(denial).find((text) => text !== undefined),
        async access() {
          if (region === undefined) {
            throw new RegionMissingError(
              "`spec.region` is not set, and neither the AwsAccount nor the operator has a region",
            );
          }
          const place = await places.at(region, actor);
          const access = known.get(place) ?? accessTo(place, clock);
          if (!known.has(place)) onPlace(place);
          known.set(place, access);
          return access;
        },
      };
    },
  };
}

function accessTo({ place, identity, port, sweep }: AwsPlace, clock: Clock): PlaceAccess {
  return {
    place,
    partition: identity.partition,
    port,
    lookup: (name, signal) => sweep.lookup(name, { notBeforeMs: clock.monotonicMs(), signal }),
  };
}
