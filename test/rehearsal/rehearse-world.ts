import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { kindDefinitions } from "../../src/api/kinds.ts";
import { type Actors, createActors } from "../../src/aws/actors.ts";
import { silentAwsObserver } from "../../src/aws/aws-observer.ts";
import { inProcessHandler } from "../../src/aws/in-process-handler.ts";
import { createAwsPlaces } from "../../src/aws/places.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import type { KubeObject } from "../../src/kube/client.ts";
import { copyAccounts } from "../../src/rehearsal/copy-account.ts";
import type { DeclaredObject } from "../../src/rehearsal/interest.ts";
import { type Rehearsal, rehearse } from "../../src/rehearsal/rehearse.ts";
import { twinActors } from "../../src/rehearsal/twin-actors.ts";
import type { World } from "../simulation/world.ts";

const crdFolder = join(import.meta.dirname, "../../crds");

/** The CRDs, as they are committed. */
const definitions: readonly JsonObject[] = readdirSync(crdFolder).map(
  (file) => load(readFileSync(join(crdFolder, file), "utf8")) as JsonObject,
);

const cluster = "cluster-1";
const region = "us-east-1";

/** What the operator would do in a world as it is now, with these manifests applied. Makes no call that changes it. */
export async function rehearseWorld(world: World, manifests: readonly DeclaredObject[] = []): Promise<Rehearsal> {
  const objects: DeclaredObject[] = [];
  for (const { type } of kindDefinitions) objects.push(...(await world.kube.list<DeclaredObject>(type)).items);
  const connection = {
    version: "test",
    requestHandler: inProcessHandler((request) => world.emulator.handle(request)),
  };
  const actors: Actors = createActors({
    ...connection,
    region,
    credentials: { accessKeyId: "AKIAREHEARSAL", secretAccessKey: "not-a-secret" },
    observer: silentAwsObserver,
    clock: systemClock,
  });
  const ended = new AbortController();
  // Reading has its own time: the world's stands still.
  const places = createAwsPlaces({
    ...connection,
    observer: silentAwsObserver,
    clock: systemClock,
    random: () => 0.5,
    speed: 1_000,
    signal: ended.signal,
  });
  const namespaces: readonly KubeObject[] = [];
  const common = {
    namespaces,
    region,
    isOwnIdentityAllowed: true,
    signal: ended.signal,
    nowMs: world.clock.nowMs(),
  };
  const copied = await copyAccounts({
    ...common,
    objects: [...objects, ...manifests],
    actors,
    places,
    onProgress: () => undefined,
  });
  ended.abort(new Error("all is read"));
  return rehearse({
    ...common,
    cluster: { definitions, namespaces, objects },
    manifests,
    regions: copied.regions,
    actors: twinActors(actors, copied.identities, () => 0.5),
    clusterId: cluster,
    signal: new AbortController().signal,
  });
}
