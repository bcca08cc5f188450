import type { Actor } from "../aws/actor.ts";
import type { Actors } from "../aws/actors.ts";
import { AwsError } from "../aws/aws-error.ts";
import type { AwsPlaces } from "../aws/places.ts";
import type { AwsAccount } from "../api/aws-account.ts";
import { actorOf } from "../controllers/aws-account/account-actor.ts";
import { regionIn } from "../controllers/engine/account-claim.ts";
import { AccountDirectory } from "../controllers/aws-account/account-directory.ts";
import type { KubeObject } from "../kube/client.ts";
import { ObjectStore } from "../kube/store.ts";
import { type DeclaredObject, interestOf } from "./interest.ts";
import { readRegion } from "./read-region.ts";
import type { CopiedRegion } from "./rehearse.ts";
import type { KnownIdentity } from "./twin-actors.ts";

export interface CopyOptions {
  readonly objects: readonly DeclaredObject[];
  readonly namespaces: readonly KubeObject[];
  readonly actors: Actors;
  readonly places: AwsPlaces;
  readonly region: string | undefined;
  readonly isOwnIdentityAllowed: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
  readonly nowMs: number;
}

export interface CopiedAccounts {
  readonly regions: readonly CopiedRegion[];
  readonly identities: ReadonlyMap<Actor, KnownIdentity>;
}

/** Reads every account and region that these objects are in. What cannot be read is told with its objects later. */
export async function copyAccounts(options: CopyOptions): Promise<CopiedAccounts> {
  const { objects, places, signal, onProgress, nowMs } = options;
  const identities = new Map<Actor, KnownIdentity>();
  const regions = new Map<string, CopiedRegion>();
  const interest = interestOf(objects);
  for (const { actor, region } of wheresOf(options)) {
    try {
      const identity = await actor.identity.current();
      // What could not be read once is not known: its objects must not look as if they were not there.
      if (!identities.has(actor)) identities.set(actor, { identity });
      if (region === undefined) continue;
      const { place, port } = await places.at(region, actor);
      const key = `${place.account}/${place.region}`;
      if (regions.has(key)) continue;
      onProgress(`${place.account} ${place.region}: reading`);
      regions.set(key, { place, content: await readRegion({ port, place, interest, signal, onProgress, nowMs }) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      identities.set(actor, { error });
    }
  }
  return { regions: [...regions.values()], identities };
}

interface Where {
  readonly actor: Actor;
  readonly region: string | undefined;
}

/** As whom and in which regions these objects are worked on, each once. */
function wheresOf({ objects, namespaces, ...options }: CopyOptions): readonly Where[] {
  const accounts = objects.filter((object): object is AwsAccount & DeclaredObject => object.kind === "AwsAccount");
  const directory = new AccountDirectory({
    ...options,
    accounts: { store: storeOf(accounts), synced: Promise.resolve(), addHandler: () => undefined },
    namespaces: { store: storeOf(namespaces), synced: Promise.resolve(), addHandler: () => undefined },
  });
  const wheres = new Map<string, Where>();
  for (const object of objects) {
    if (object.kind === "AwsAccount") continue;
    const home = homeOf(object, objects);
    const account = nameIn(home.spec["awsAccountRef"]);
    const { region = regionIn(home.spec["serviceArn"]) } = home.spec;
    const found = directory.inEffect({
      namespace: object.metadata.namespace ?? "",
      account,
      region: typeof region === "string" ? region : undefined,
      isNew: false,
    });
    if ("refusal" in found) continue;
    wheres.set(`${found.actor.key}/${found.region ?? ""}`, { actor: found.actor, region: found.region });
  }
  for (const account of accounts) {
    const actor = actorOf(account, options.actors, options.region);
    wheres.set(`${actor.key}/`, { actor, region: undefined });
  }
  return [...wheres.values()];
}

/** The service whose account and region it shares, or the object itself. */
function homeOf(object: DeclaredObject, objects: readonly DeclaredObject[]): DeclaredObject {
  const name = nameIn(object.spec["serviceRef"]);
  const isHome = ({ kind, metadata }: DeclaredObject): boolean =>
    kind === "AppRunnerService" && metadata.name === name && metadata.namespace === object.metadata.namespace;
  return (name === undefined ? undefined : objects.find(isHome)) ?? object;
}

function nameIn(reference: unknown): string | undefined {
  if (typeof reference !== "object" || reference === null || !("name" in reference)) return undefined;
  return typeof reference.name === "string" ? reference.name : undefined;
}

function storeOf<T extends KubeObject>(objects: readonly T[]): ObjectStore<T> {
  const store = new ObjectStore<T>({}, () => undefined);
  for (const object of objects) store.put(object);
  return store;
}
