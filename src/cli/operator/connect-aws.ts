import type { AwsObserver } from "../../aws/aws-observer.ts";
import { createIdentity, type Identity } from "../../aws/identity.ts";
import { type AwsPlaces, createAwsPlaces } from "../../aws/places.ts";
import { createStsPort } from "../../aws/sts-port.ts";
import { version } from "../version.ts";
import type { OperatorSettings } from "./operator-settings.ts";

/** One has to be named, and AWS's oldest region tells every account of the standard partition who it is. */
const fallbackRegion = "us-east-1";

/** The way to App Runner under the operator's own identity. Nothing is sent yet. `signal` ends the fleet's sweeps. */
export function connectAws(
  { aws, clock, random }: Pick<OperatorSettings, "aws" | "clock" | "random">,
  observer: AwsObserver,
  signal: AbortSignal,
): { readonly identity: Identity; readonly places: AwsPlaces } {
  const { region = fallbackRegion, endpoint, credentials, speed } = aws;
  const sts = createStsPort({ version, endpoint, region, credentials, observer, clock });
  const identity = createIdentity({ sts, observer });
  const places = createAwsPlaces({
    version,
    endpoint,
    identity,
    credentials: sts.credentials,
    observer,
    clock,
    random,
    speed,
    signal,
  });
  return { identity, places };
}
