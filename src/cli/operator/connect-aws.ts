import type { AwsObserver } from "../../aws/aws-observer.ts";
import { type Actors, createActors } from "../../aws/actors.ts";
import { type AwsPlaces, createAwsPlaces } from "../../aws/places.ts";
import { version } from "../version.ts";
import type { OperatorSettings } from "./operator-settings.ts";

/** One has to be named, and AWS's oldest region tells every account of the standard partition who it is. */
const fallbackRegion = "us-east-1";

/** The way to App Runner. Nothing is sent yet. `signal` ends the fleet's sweeps. */
export function connectAws(
  { aws, clock, random }: Pick<OperatorSettings, "aws" | "clock" | "random">,
  observer: AwsObserver,
  signal: AbortSignal,
): { readonly actors: Actors; readonly places: AwsPlaces } {
  const { region = fallbackRegion, endpoint, credentials, speed } = aws;
  const actors = createActors({ version, endpoint, region, credentials, observer, clock });
  return { actors, places: createAwsPlaces({ version, observer, clock, random, speed, signal }) };
}
