import { type Actors, createActors } from "../../aws/actors.ts";
import { silentAwsObserver } from "../../aws/aws-observer.ts";
import { type AwsPlaces, createAwsPlaces } from "../../aws/places.ts";
import type { CliContext } from "../cli-context.ts";
import { version } from "../version.ts";

/** One has to be named, and AWS's oldest region tells every account of the standard partition who it is. */
const fallbackRegion = "us-east-1";

export interface ReadingAws {
  readonly actors: Actors;
  readonly places: AwsPlaces;
}

/** The way to AWS for a command that only reads. Nothing is sent yet. `signal` ends everything. */
export function readingAws(
  {
    region = fallbackRegion,
    awsEndpointUrl: endpoint,
  }: { readonly region: string | undefined; readonly awsEndpointUrl: string | undefined },
  { clock, random, signal }: Pick<CliContext, "clock" | "random" | "signal">,
): ReadingAws {
  const common = { version, observer: silentAwsObserver, clock };
  return {
    actors: createActors({ ...common, endpoint, region }),
    places: createAwsPlaces({ ...common, random, speed: 1, signal }),
  };
}
