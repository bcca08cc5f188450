import type { AwsPlace, AwsPlaces } from "../../aws/places.ts";
import type { Clock } from "../../base/clock.ts";
import { type AwsAccess, type PlaceAccess, RegionMissingError } from "./aws-access.ts";

export interface PlacesAccessOptions {
  readonly places: AwsPlaces;
  /** Where objects are that name no region; undefined: nowhere. */
  readonly region: string | undefined;
  readonly clock: Clock;
  /** Told of each place the first time that an object is there. */
  readonly onPlace: (place: AwsPlace) => void;
}

/** Access to AWS under the operator's own identity. */
export function placesAccess({ places, region, clock, onPlace }: PlacesAccessOptions): AwsAccess {
  const known = new Map<AwsPlace, PlaceAccess>();
  return {
    async access(wanted) {
      const effective = wanted ?? region;
      if (effective === undefined) {
        throw new RegionMissingError("`spec.region` is not set, and the operator was started without a region");
      }
      const place = await places.at(effective);
      const access = known.get(place) ?? accessTo(place, clock);
      if (!known.has(place)) onPlace(place);
      known.set(place, access);
      return access;
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
