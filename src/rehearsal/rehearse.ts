import { isDeepStrictEqual } from "node:util";
import type { Actors } from "../aws/actors.ts";
import { silentAwsObserver } from "../aws/aws-observer.ts";
import { inProcessHandler } from "../aws/in-process-handler.ts";
import { createAwsPlaces } from "../aws/places.ts";
import type { AppRunnerCall, Place } from "../aws/port.ts";
import { isJsonObject, type Json, type JsonObject } from "../base/json.ts";
import { seededRandom } from "../base/random.ts";
import { VirtualClock } from "../base/virtual-clock.ts";
import { group } from "../api/group.ts";
import { allKinds, createControllers } from "../controllers/create-controllers.ts";
import type { Reason } from "../controllers/engine/reasons.ts";
import { resolveTimings } from "../controllers/engine/timings.ts";
import { silentObservers } from "./silent-observers.ts";
import type { KubeClient, KubeObject } from "../kube/client.ts";
import { connectInProcess } from "../kube/connect-in-process.ts";
import { createKubeClient } from "../kube/create-kube-client.ts";
import { type AppRunnerEmulator, createAppRunnerEmulator } from "../sandbox/app-runner/emulator.ts";
import type { MirroredRegion } from "../sandbox/app-runner/admin/mirror.ts";
import type { StoredObject } from "../sandbox/kube-api/objects/kube-object.ts";
import { createKubeApi } from "../sandbox/kube-api/kube-api.ts";
import type { DeclaredObject } from "./interest.ts";
import { applyManifest, jsonOf } from "./apply-manifest.ts";
import { changesOf, effectOf, nameOf, type ObjectName, type PlannedCall, readingBefore } from "./planned-call.ts";

/** What an account has in a region, as it was read. */
export interface CopiedRegion {
  readonly place: Place;
  readonly content: MirroredRegion;
}

export interface RehearsalOptions {
  readonly cluster: ClusterCopy;
  /** Put into the cluster before the rehearsal begins, as with `kubectl apply`. */
  readonly manifests: readonly DeclaredObject[];
  readonly regions: readonly CopiedRegion[];
  /** Of the copies; see `twinActors`. */
  readonly actors: Actors;
  /** Where objects are that name no region; undefined: nowhere. */
  readonly region: string | undefined;
  readonly isOwnIdentityAllowed: boolean;
  /** Names the cluster in ownership tags. */
  readonly clusterId: string;
  readonly nowMs: number;
  readonly signal: AbortSignal;
  readonly onCall?: ((call: PlannedCall) => void) | undefined;
}

/** What a cluster has, as far as the operator looks at it. */
interface ClusterCopy {
  readonly definitions: readonly JsonObject[];
  readonly namespaces: readonly KubeObject[];
  readonly objects: readonly KubeObject[];
}

/** How an object stands at the end. */
interface ObjectEnd {
  readonly object: ObjectName;
  readonly isReady: boolean;
  readonly isStalled: boolean;
  /** AWS could not be read for it, so that nothing is known of what would be done. */
  readonly isUnread: boolean;
  readonly reason: string;
  readonly message: string;
}

export interface Rehearsal {
  /** In the order in which they would be made. */
  readonly calls: readonly PlannedCall[];
  readonly ends: readonly ObjectEnd[];
  /** Manifests that the API server would refuse, and why. */
  readonly refused: readonly { readonly object: ObjectName; readonly problem: string }[];
  /** It did not come to rest in the time that it was given. */
  readonly isUnfinished: boolean;
}

const version = "rehearsal";
const definitionType = {
  group: "apiextensions.k8s.io",
  version: "v1",
  plural: "customresourcedefinitions",
  kind: "CustomResourceDefinition",
  namespaced: false,
} as const;

const minuteMs = 60_000;
/** Longer than the longest wait after which the operator tries something again that has become possible. */
const restMs = 20 * minuteMs;
const limitMs = 14 * 24 * 60 * minuteMs;

/** Everything that App Runner does takes half a minute here: how long it takes in earnest changes no decision. */
const quickMs = 30_000;
const durations = {
  pending: 1_000,
  createFromImage: quickMs,
  createFromCode: quickMs,
  update: quickMs,
  deployment: quickMs,
  pause: quickMs,
  resume: quickMs,
  delete: quickMs,
  lateRelease: 0,
  vpcIngress: quickMs,
  domainRecords: 1_000,
  domainBinding: quickMs,
  domainRemoval: quickMs,
};

/** Quotas that AWS raises are not known, and those of revisions are the same for everybody. */
const unknownQuota = 100_000;
const switches = {
  failuresByName: false,
  serviceQuota: unknownQuota,
  autoScalingNameQuota: unknownQuota,
  observabilityNameQuota: unknownQuota,
  vpcConnectorQuota: unknownQuota,
  connectionQuota: unknownQuota,
};

/**
 * Runs the operator over a copy of the cluster and of App Runner, in virtual time, until nothing is left to do. What it
 * does there it would do in earnest, as long as App Runner does what it is asked for. Nothing outside is called.
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { cluster, manifests, signal, nowMs } = options;
  const clock = new VirtualClock(nowMs);
  const random = seededRandom(1);
  const api = createKubeApi({ clock, random });
  const emulator = createAppRunnerEmulator({ clock, random, durations, switches, callLogCapacity: 1 });
  for (const { place, content } of options.regions) emulator.admin.mirror(place.account, place.region, content);
  const client = createKubeClient({
    connection: connectInProcess((request) => api.handle(request)),
    clock,
    random,
    fieldManager: "rehearsal",
  });
  for (const definition of cluster.definitions) await client.create(definitionType, undefined, definition);
  for (const object of [...cluster.namespaces, ...cluster.objects]) api.restore(asStored(object));
  const refused: Rehearsal["refused"][number][] = [];
  for (const manifest of manifests) {
    const problem = await applyManifest(api, client, manifest);
    if (problem !== undefined) refused.push({ object: nameOf(manifest), problem });
  }

  const calls: PlannedCall[] = [];
  const defects: string[] = [];
  const stop = run(options, { clock, random, client, emulator }, { calls, defects });
  const isUnfinished = !(await untilAtRest({ clock, emulator, calls, signal }));
  stop();
  if (defects.length > 0) throw new Error(defects.join("\n"));
  const ends = api.snapshot().flatMap((object) => (object.apiVersion.startsWith(`${group}/`) ? [endOf(object)] : []));
  return { calls: withoutRepeats(calls), ends, refused, isUnfinished };
}

/** What App Runner refuses is tried again: it counts where it is taken at last, or once where it never is. */
function withoutRepeats(calls: readonly PlannedCall[]): readonly PlannedCall[] {
  const isSame = (left: PlannedCall, right: PlannedCall): boolean =>
    isDeepStrictEqual({ ...left, refusal: undefined }, { ...right, refusal: undefined });
  return calls.filter((call, index) => {
    if (call.refusal === undefined) return true;
    const isTakenLater = calls.slice(index + 1).some((later) => later.refusal === undefined && isSame(call, later));
    return !isTakenLater && !calls.slice(0, index).some((earlier) => isSame(call, earlier));
  });
}

interface World {
  readonly clock: VirtualClock;
  readonly random: ReturnType<typeof seededRandom>;
  readonly client: KubeClient;
  readonly emulator: AppRunnerEmulator;
}

/** Starts the operator, which adds to `calls`. Returns how to end it. `defects` gets what is the operator's own fault. */
function run(
  options: RehearsalOptions,
  world: World,
  { calls, defects }: { readonly calls: PlannedCall[]; readonly defects: string[] },
): () => void {
  const { clock, random, client, emulator } = world;
  const controller = new AbortController();
  const known = knownArns(options);
  const places = createAwsPlaces({
    version,
    requestHandler: inProcessHandler((request) => emulator.handle(request)),
    observer: silentAwsObserver,
    clock,
    random,
    speed: 1,
    signal: controller.signal,
  });
  const controllers = createControllers(
    {
      actors: options.actors,
      region: options.region,
      isOwnIdentityAllowed: options.isOwnIdentityAllowed,
      client,
      places,
      cluster: options.clusterId,
      clock,
      random,
      timings: resolveTimings(1),
      isLeader: () => true,
      workers: 1,
      observer: {
        calling: (resource, call, because) => {
          const planned = plan(resource, call, because, { emulator, known });
          calls.push(planned);
          options.onCall?.(planned);
        },
        called: () => undefined,
        refused: (_resource, { operation, code }) => {
          const index = calls.findLastIndex((call) => call.operation === operation && call.refusal === undefined);
          const call = calls[index];
          if (call !== undefined) calls[index] = { ...call, refusal: code };
        },
        passEnded: () => undefined,
        passFailed: (_resource, text) => void defects.push(text),
        event: () => undefined,
      },
      observersOf: () => silentObservers,
    },
    allKinds,
  );
  void controllers.runCache(controller.signal);
  void controllers.runPasses(controller.signal, controller.signal);
  return () => controller.abort(new Error("the rehearsal has ended"));
}

function plan(
  resource: KubeObject,
  call: AppRunnerCall,
  because: string,
  { emulator, known }: { readonly emulator: AppRunnerEmulator; readonly known: ReadonlySet<string> },
): PlannedCall {
  const reading = readingBefore(call);
  const place = placeOf(call);
  const before =
    reading === undefined || place === undefined
      ? undefined
      : emulator.admin.look(reading.operation, reading.input, place);
  const { operation } = call;
  const changes = changesOf(call, before).map((change) =>
    isMadeUp(change.after, known) ? { ...change, after: later } : change,
  );
  return { object: nameOf(resource), operation, effect: effectOf(operation), because, changes };
}

/** In the place of an ARN that the copy has made up. */
const later = "(known when it is made)";

function isMadeUp(value: Json | undefined, known: ReadonlySet<string>): boolean {
  return typeof value === "string" && /^arn:aws[\w-]*:apprunner:/.test(value) && !known.has(value);
}

/** Every ARN of App Runner that the accounts have or somebody wrote down. */
function knownArns({ regions, manifests, cluster }: RehearsalOptions): ReadonlySet<string> {
  const live = regions.flatMap(({ content: { services, configurations, ingresses } }) =>
    [...services, ...configurations, ...ingresses].map(({ arn }) => arn),
  );
  const written = JSON.stringify([manifests, cluster.objects]).match(/arn:aws[\w-]*:apprunner:[^"\s]+/g) ?? [];
  return new Set([...live, ...written]);
}

/** Where the resource is that a call names. */
function placeOf({ input }: AppRunnerCall): Place | undefined {
  const [, region, account] = /"arn:aws[\w-]*:apprunner:([\w-]+):(\d{12}):/.exec(JSON.stringify(input)) ?? [];
  return region === undefined || account === undefined ? undefined : { region, account };
}

/** Lets time pass until nothing happens any more. False: it went on for too long. */
async function untilAtRest(world: {
  readonly clock: VirtualClock;
  readonly emulator: AppRunnerEmulator;
  readonly calls: readonly PlannedCall[];
  readonly signal: AbortSignal;
}): Promise<boolean> {
  const { clock, emulator, calls, signal } = world;
  const endMs = clock.monotonicMs() + limitMs;
  let lastMs = clock.monotonicMs();
  let known = -1;
  while (clock.monotonicMs() - lastMs < restMs) {
    signal.throwIfAborted();
    if (clock.monotonicMs() > endMs) return false;
    await clock.advance(minuteMs);
    const taken = calls.filter(({ refusal }) => refusal === undefined).length;
    const isBusy = emulator.admin.services().some(({ status }) => status === "OPERATION_IN_PROGRESS");
    if (!isBusy && taken === known) continue;
    known = taken;
    lastMs = clock.monotonicMs();
  }
  return true;
}

function asStored(object: KubeObject): Parameters<ReturnType<typeof createKubeApi>["restore"]>[0] {
  return jsonOf(object) as unknown as Parameters<ReturnType<typeof createKubeApi>["restore"]>[0];
}

/** A copy of an account refuses no call for these reasons: they tell of the reading. */
const unreadReasons: ReadonlySet<string> = new Set<Reason>([
  "AccessDenied",
  "AwsUnavailable",
  "CredentialsInvalid",
  "Throttled",
]);

function endOf(object: StoredObject): ObjectEnd {
  const status = object["status"];
  const list = isJsonObject(status) ? status["conditions"] : undefined;
  const conditions = (Array.isArray(list) ? list : []).filter(isJsonObject);
  const find = (type: string): JsonObject | undefined => conditions.find((condition) => condition["type"] === type);
  const { status: isReady, reason, message } = find("Ready") ?? {};
  return {
    object: nameOf(object),
    isReady: isReady === "True",
    isStalled: find("Stalled")?.["status"] === "True",
    isUnread: typeof reason === "string" && unreadReasons.has(reason),
    reason: typeof reason === "string" ? reason : "Unknown",
    message: typeof message === "string" ? message : "it was not looked at",
  };
}
