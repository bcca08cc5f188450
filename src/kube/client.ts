import type { JsonObject } from "../base/json.ts";

/** A kind of resource, as its URL names it. */
export interface ResourceType {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** One object of a known type. */
export interface ObjectRef {
  /** Absent for cluster-scoped types. */
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** The members of an object's metadata that controllers use. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  /** Opaque: compare for equality only. */
  readonly resourceVersion: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Any Kubernetes object as the server returned it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** One page of a list. */
export interface KubeList<T extends KubeObject> {
  readonly resourceVersion: string;
  /** Present when more pages follow. */
  readonly continue?: string | undefined;
  readonly items: readonly T[];
}

/** One frame of a watch. An ERROR frame is thrown as a KubeApiError instead. */
export type WatchEvent<T extends KubeObject> =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly object: T }
  | { readonly type: "BOOKMARK"; readonly resourceVersion: string };

/** A patch and how the server is to read it. */
export type Patch =
  | { readonly type: "merge"; readonly body: JsonObject }
  | { readonly type: "json"; readonly body: readonly JsonPatchOperation[] };

/** RFC 6902, the operations that controllers use. */
export type JsonPatchOperation =
  | { readonly op: "test" | "add" | "replace"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string };

export interface ListOptions {
  /** Absent: all namespaces. */
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly limit?: number | undefined;
  readonly continue?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface WatchOptions {
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly resourceVersion: string;
  /** How long the server may keep the watch open, seconds. */
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
}

/**
 * The calls to the Kubernetes API server that the operator makes. Each rejects with a KubeApiError when the server
 * answers with a Status of failure, and with a KubeTransportError when no (readable) answer came.
 */
export interface KubeClient {
  get<T extends KubeObject>(type: ResourceType, ref: ObjectRef, signal?: AbortSignal): Promise<T>;
  list<T extends KubeObject>(type: ResourceType, options?: ListOptions): Promise<KubeList<T>>;
  /** Ends normally when the server closes the watch; rejects when it breaks, also with an ERROR frame (410 among them). */
  watch<T extends KubeObject>(type: ResourceType, options: WatchOptions): AsyncIterable<WatchEvent<T>>;
  /** `object` may leave out apiVersion and kind, here and in `replace`. */
  create<T extends KubeObject>(type: ResourceType, namespace: string | undefined, object: JsonObject): Promise<T>;
  /** Replaces the object; its metadata.resourceVersion is the precondition. */
  replace<T extends KubeObject>(type: ResourceType, ref: ObjectRef, object: JsonObject): Promise<T>;
  patch<T extends KubeObject>(
    type: ResourceType,
    ref: ObjectRef,
    patch: Patch,
    options?: { readonly subresource?: "status" },
  ): Promise<T>;
  delete(
    type: ResourceType,
    ref: ObjectRef,
    preconditions?: { readonly uid?: string; readonly resourceVersion?: string },
  ): Promise<void>;
}
