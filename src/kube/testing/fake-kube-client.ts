import { applyPatch, type Operation } from "rfc6902";
import type { Clock } from "../../base/clock.ts";
import { isJsonObject, type JsonObject } from "../../base/json.ts";
import { stableJson } from "../../base/stable-json.ts";
import type {
  KubeClient,
  KubeList,
  KubeObject,
  ListOptions,
  ObjectRef,
  Patch,
  ResourceType,
  WatchEvent,
  WatchOptions,
} from "../client.ts";
import { KubeApiError } from "../kube-error.ts";
import { objectKey } from "../object-key.ts";
import { FakeHistory } from "./fake-history.ts";
import { applyMergePatch } from "./merge-patch.ts";

/** A call as the fake received it. */
export interface FakeCall {
  readonly verb: "get" | "list" | "watch" | "create" | "replace" | "patch" | "delete";
  readonly resource: string;
  /** `namespace/name`; of a list or a watch the namespace, empty for all. */
  readonly key: string;
  readonly subresource?: "status" | undefined;
  readonly body?: unknown;
}

/** Called before a call acts, or after it acted (its reply is lost when this throws). */
export type FakeHook = (call: FakeCall) => Promise<void> | void;

interface Metadata extends JsonObject {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
}
interface Stored extends JsonObject {
  readonly metadata: Metadata;
}

/**
 * An in-memory KubeClient with the server's rules that controllers depend on: resource versions and UIDs, optimistic
 * concurrency, generation, the status subresource, finalizers, history for watches and its compaction. It has no
 * schemas, selectors, pages or defaults.
 */
export class FakeKubeClient implements KubeClient {
  /** Every call so far, in order. */
  readonly calls: FakeCall[] = [];
  /** Run in order; remove one by making it do nothing. */
  readonly before: FakeHook[] = [];
  readonly after: FakeHook[] = [];
  readonly #clock: Clock;
  readonly #objects = new Map<string, Map<string, Stored>>();
  readonly #history = new FakeHistory();
  #uids = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The calls that wrote something, as `verb resource key`. */
  get writes(): readonly string[] {
    return this.calls
      .filter(({ verb }) => !["get", "list", "watch"].includes(verb))
      .map(({ verb, resource, key, subresource }) => `${verb} ${resource}${subresource ? "/status" : ""} ${key}`);
  }

  /** Makes the history up to now unavailable: watches that start before it get 410. */
  compact(): void {
    this.#history.compact();
  }

  /** Ends all open watches: in good order, or with an error. */
  endWatches(error?: Error): void {
    this.#history.endWatches(error);
  }

  /** How many watches are open. */
  get openWatches(): number {
    return this.#history.openWatches;
  }

  get<T extends KubeObject>(type: ResourceType, ref: ObjectRef): Promise<T> {
    return this.#call({ verb: "get", resource: type.plural, key: objectKey(ref) }, () => this.#existing(type, ref));
  }

  list<T extends KubeObject>(type: ResourceType, { namespace }: ListOptions = {}): Promise<KubeList<T>> {
    return this.#call({ verb: "list", resource: type.plural, key: namespace ?? "" }, () => ({
      resourceVersion: this.#history.resourceVersion,
      items: [...this.#collection(type).values()].filter((object) => inNamespace(object, namespace)),
    }));
  }

  async *watch<T extends KubeObject>(type: ResourceType, options: WatchOptions): AsyncGenerator<WatchEvent<T>> {
    const { namespace, resourceVersion, signal } = options;
    await this.#call({ verb: "watch", resource: type.plural, key: namespace ?? "" }, () => undefined);
    for await (const event of this.#history.watch(resourceVersion, signal)) {
      if (event.resource !== type.plural || !inNamespace(event.object, namespace)) continue;
      yield { type: event.type, object: structuredClone(event.object) as unknown as T };
    }
  }

  /** The object as it is, without a call; undefined when there is none. */
  peek<T extends KubeObject>(type: ResourceType, ref: ObjectRef): T | undefined {
    const stored = this.#collection(type).get(objectKey(ref));
    return stored && (structuredClone(stored) as unknown as T);
  }

  /** Adds an object without a call, its status included. */
  seed<T extends KubeObject>(type: ResourceType, namespace: string | undefined, object: JsonObject): T {
    return structuredClone(this.#create(type, namespace, object)) as unknown as T;
  }

  create<T extends KubeObject>(type: ResourceType, namespace: string | undefined, object: JsonObject): Promise<T> {
    const { status: _unwritten, ...main } = object;
    const key = objectKey({ namespace, name: nameOf(object) });
    return this.#call({ verb: "create", resource: type.plural, key, body: object }, () =>
      this.#create(type, namespace, main),
    );
  }

  replace<T extends KubeObject>(type: ResourceType, ref: ObjectRef, object: JsonObject): Promise<T> {
    return this.#call({ verb: "replace", resource: type.plural, key: objectKey(ref), body: object }, () =>
      this.#update(type, ref, undefined, () => object),
    );
  }

  patch<T extends KubeObject>(
    type: ResourceType,
    ref: ObjectRef,
    patch: Patch,
    { subresource }: { readonly subresource?: "status" } = {},
  ): Promise<T> {
    const call = { verb: "patch", resource: type.plural, key: objectKey(ref), subresource, body: patch.body } as const;
    return this.#call(call, () => this.#update(type, ref, subresource, (stored) => patched(stored, patch, type, ref)));
  }

  delete(
    type: ResourceType,
    ref: ObjectRef,
    preconditions: { readonly uid?: string; readonly resourceVersion?: string } = {},
  ): Promise<void> {
    return this.#call({ verb: "delete", resource: type.plural, key: objectKey(ref), body: preconditions }, () => {
      const stored = this.#existing(type, ref);
      requireSame(stored, preconditions, type, ref);
      if (hasFinalizers(stored)) {
        if (stored.metadata["deletionTimestamp"] !== undefined) return;
        const deletionTimestamp = this.#now();
        const generation = Number(stored.metadata["generation"]) + 1;
        this.#store("MODIFIED", type, {
          ...stored,
          metadata: { ...stored.metadata, deletionTimestamp, deletionGracePeriodSeconds: 0, generation },
        });
      } else {
        this.#drop(type, stored);
      }
    });
  }

  async #call<T>(call: FakeCall, act: () => unknown): Promise<T> {
    this.calls.push(call);
    for (const hook of this.before) await hook(call);
    const result = structuredClone(act());
    for (const hook of this.after) await hook(call);
    return result as T;
  }

  #create(type: ResourceType, namespace: string | undefined, object: JsonObject): Stored {
    const ref = { namespace, name: nameOf(object) };
    if (this.#collection(type).has(objectKey(ref))) throw apiError(409, "AlreadyExists", type, ref);
    const metadata = {
      ...(object["metadata"] as JsonObject),
      name: ref.name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: `uid-${++this.#uids}`,
      resourceVersion: "",
      generation: 1,
      creationTimestamp: this.#now(),
    };
    const apiVersion = type.group === "" ? type.version : `${type.group}/${type.version}`;
    return this.#store("ADDED", type, { ...object, apiVersion, kind: type.kind, metadata });
  }

  #update(
    type: ResourceType,
    ref: ObjectRef,
    subresource: "status" | undefined,
    change: (stored: Stored) => JsonObject,
  ): Stored {
    const stored = this.#existing(type, ref);
    const wanted = change(structuredClone(stored));
    const metadata: JsonObject = isJsonObject(wanted["metadata"]) ? wanted["metadata"] : {};
    requireSame(stored, metadata, type, ref);
    const { uid, creationTimestamp, generation, deletionTimestamp } = stored.metadata;
    const kept = {
      uid,
      creationTimestamp,
      generation,
      ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }),
    };
    const { status: _unwritten, ...main } = wanted;
    const next =
      subresource === "status"
        ? { ...stored, status: wanted["status"] }
        : { ...main, ...("status" in stored ? { status: stored["status"] } : {}), metadata: { ...metadata, ...kept } };
    const object = { ...next, metadata: { ...next.metadata, name: ref.name } } as Stored;
    if (stableJson(object) === stableJson(stored)) return stored;
    if (object.metadata["deletionTimestamp"] !== undefined && !hasFinalizers(object)) return this.#drop(type, object);
    const moved = stableJson(body(object)) === stableJson(body(stored)) ? 0 : 1;
    const bumped = { ...object, metadata: { ...object.metadata, generation: Number(generation) + moved } };
    return this.#store("MODIFIED", type, bumped);
  }

  #store(event: "ADDED" | "MODIFIED", type: ResourceType, object: Stored): Stored {
    const stored = this.#history.append(event, type.plural, object);
    this.#collection(type).set(objectKey(refOf(stored)), stored);
    return stored;
  }

  #drop(type: ResourceType, object: Stored): Stored {
    this.#collection(type).delete(objectKey(refOf(object)));
    return this.#history.append("DELETED", type.plural, object);
  }

  /** As the server writes times: whole seconds. */
  #now(): string {
    return new Date(this.#clock.nowMs()).toISOString().replace(/\.\d+Z$/u, "Z");
  }

  #collection(type: ResourceType): Map<string, Stored> {
    const collection = this.#objects.get(type.plural) ?? new Map<string, Stored>();
    this.#objects.set(type.plural, collection);
    return collection;
  }

  #existing(type: ResourceType, ref: ObjectRef): Stored {
    const stored = this.#collection(type).get(objectKey(ref));
    if (stored === undefined) throw apiError(404, "NotFound", type, ref);
    return stored;
  }
}

function nameOf(object: JsonObject): string {
  const metadata = object["metadata"];
  if (!isJsonObject(metadata) || typeof metadata["name"] !== "string") throw new TypeError("an object needs a name");
  return metadata["name"];
}

/** All that counts for the generation. */
function body({ metadata: _metadata, status: _status, ...rest }: Stored): JsonObject {
  return rest;
}

function refOf({ metadata }: Stored): ObjectRef {
  return { namespace: metadata["namespace"] as string | undefined, name: metadata.name };
}

function inNamespace(object: JsonObject, namespace: string | undefined): boolean {
  return namespace === undefined || (isJsonObject(object["metadata"]) && object["metadata"]["namespace"] === namespace);
}

function hasFinalizers({ metadata }: Stored): boolean {
  return Array.isArray(metadata["finalizers"]) && metadata["finalizers"].length > 0;
}

function requireSame(stored: Stored, { uid, resourceVersion }: JsonObject, type: ResourceType, ref: ObjectRef): void {
  if (
    (uid !== undefined && uid !== stored.metadata.uid) ||
    (resourceVersion !== undefined && resourceVersion !== stored.metadata.resourceVersion)
  ) {
    throw apiError(409, "Conflict", type, ref);
  }
}

/** A JSON Patch that does not apply is 422 on the server, a failed test included. */
function patched(stored: Stored, patch: Patch, type: ResourceType, ref: ObjectRef): JsonObject {
  if (patch.type === "merge") return applyMergePatch(stored, patch.body);
  const failures = applyPatch(stored, structuredClone(patch.body) as Operation[]);
  if (failures.some((failure) => failure !== null)) throw apiError(422, "Invalid", type, ref);
  return stored;
}

function apiError(status: number, reason: string, type: ResourceType, ref: ObjectRef): KubeApiError {
  return new KubeApiError(`${type.plural} ${objectKey(ref)}: ${status} ${reason}`, { status, reason });
}
