import type { Actor } from "../../aws/actor.ts";
import type { AwsPlace, AwsPlaces } from "../../aws/places.ts";
import type { Clock } from "../../base/clock.ts";
import type { Accounts } from "./accounts.ts";
import { type AwsAccess, type PlaceAccess, RegionMissingError } from "./aws-access.ts";

export interface PlacesAccessOptions {
  readonly places: AwsPlaces;
  readonly accounts: Pick<Accounts, "inEffect" | "isInUse">;
  readonly clock: Clock;
  /** Told of each place the first time that an object is there. Returns what to do when nobody is there any more. */
  readonly onPlace: (place: AwsPlace) => () => void;
}

interface KnownPlace {
  readonly access: PlaceAccess;
  readonly actor: Actor;
  readonly leave: () => void;
}

/** Access to AWS, and how to part with places. */
interface PlacesAccess extends AwsAccess {
  /** Leaves the places of those as whom nothing is worked on any more. */
  leaveFormer(): void;
  leaveAll(): void;
}

/** Access to AWS in the account that is in effect for an object. */
export function placesAccess({ places, accounts, clock, onPlace }: PlacesAccessOptions): PlacesAccess {
  const known = new Map<AwsPlace, KnownPlace>();
  const leave = (isLeft: (actor: Actor) => boolean): void => {
    for (const [place, { actor, leave: end }] of known) {
      if (!isLeft(actor)) continue;
      known.delete(place);
      end();
    }
  };
  return {
    leaveFormer: () => leave((actor) => !accounts.isInUse(actor)),
    leaveAll: () => leave(() => true),
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
          const found = known.get(place) ?? { access: accessTo(place, clock), actor, leave: onPlace(place) };
          known.set(place, found);
          return found.access;
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
