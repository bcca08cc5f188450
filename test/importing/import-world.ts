import { createActors } from "../../src/aws/actors.ts";
import { silentAwsObserver } from "../../src/aws/aws-observer.ts";
import { inProcessHandler } from "../../src/aws/in-process-handler.ts";
import { createAwsPlaces } from "../../src/aws/places.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import { type Import, type ImportOptions, importFleet } from "../../src/importing/import-fleet.ts";
import { type FleetFilter, readFleet } from "../../src/importing/read-fleet.ts";
import type { DeclaredObject } from "../../src/rehearsal/interest.ts";
import type { World } from "../simulation/world.ts";

const everything: FleetFilter = { hasName: () => true, hasTags: undefined };

/** Imports what a world's account has in us-east-1. */
export async function importWorld(
  world: World,
  {
    filter = everything,
    variables = "manifest",
  }: { readonly filter?: FleetFilter; readonly variables?: ImportOptions["variables"] } = {},
): Promise<Import> {
  const region = "us-east-1";
  const connection = { version: "test", requestHandler: inProcessHandler((request) => world.emulator.handle(request)) };
  const common = { ...connection, observer: silentAwsObserver, clock: systemClock };
  const credentials = { accessKeyId: "AKIAIMPORT", secretAccessKey: "not-a-secret" };
  const places = createAwsPlaces({ ...common, random: () => 0.5, speed: 1_000 });
  const { place, identity, port } = await places.at(region, createActors({ ...common, region, credentials }).own);
  const signal = new AbortController().signal;
  const fleet = await readFleet({ port, filter, signal, onProgress: () => undefined });
  return importFleet(fleet, { place, partition: identity.partition, namespace: "default", variables });
}

/** The manifests of an import as a plan takes them. */
export function declaredBy({ objects }: Import): readonly DeclaredObject[] {
  return objects.map(({ manifest }) => ({
    ...(manifest as unknown as DeclaredObject),
    metadata: { ...(manifest["metadata"] as unknown as DeclaredObject["metadata"]), uid: "", resourceVersion: "" },
  }));
}
