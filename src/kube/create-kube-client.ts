import type { Clock } from "../base/clock.ts";
import type { JsonObject } from "../base/json.ts";
import type { Random } from "../base/random.ts";
import type { KubeClient, Patch } from "./client.ts";
import type { KubeConnection } from "./connection.ts";
import { decodeList, decodeObject, withKind } from "./decode-json.ts";
import type { RestObserver } from "./observer.ts";
import { collectionPath, objectPath, withQuery } from "./resource-path.ts";
import { describeCall as what, RestCaller } from "./rest-caller.ts";
import { decodeWatch } from "./watch-frames.ts";

export interface KubeClientOptions {
  /** From `connectToCluster` or `connectInProcess`. Several clients may share one. */
  readonly connection: KubeConnection;
  readonly clock: Clock;
  /** Jitter of retries. */
  readonly random: Random;
  /** Who the server says owns the fields that this client writes. */
  readonly fieldManager: string;
  /** For one attempt of a call; default 30 s. A watch may last, only its first answer is awaited so long. */
  readonly timeoutMs?: number | undefined;
  /** Default `<fieldManager>`. */
  readonly userAgent?: string | undefined;
  readonly observer?: RestObserver | undefined;
}

const patchContentTypes: Readonly<Record<Patch["type"], string>> = {
  merge: "application/merge-patch+json",
  json: "application/json-patch+json",
};

/** The calls of the port over a connection: JSON only, with a time-out for each attempt and few, safe retries. */
export function createKubeClient(options: KubeClientOptions): KubeClient {
  const { fieldManager } = options;
  const caller = new RestCaller({
    connection: options.connection,
    clock: options.clock,
    random: options.random,
    userAgent: options.userAgent ?? fieldManager,
    timeoutMs: options.timeoutMs ?? 30_000,
    observer: options.observer,
  });

  return {
    async get(type, ref, signal) {
      const call = { method: "GET", path: objectPath(type, ref), signal } as const;
      return decodeObject(await caller.call(call), type, what(call));
    },

    async list(type, { namespace, labelSelector, fieldSelector, limit, continue: next, signal } = {}) {
      const path = withQuery(collectionPath(type, namespace), { labelSelector, fieldSelector, limit, continue: next });
      const call = { method: "GET", path, signal } as const;
      return decodeList(await caller.call(call), type, what(call));
    },

    async *watch(type, { namespace, labelSelector, fieldSelector, resourceVersion, timeoutSeconds, signal }) {
      const path = withQuery(collectionPath(type, namespace), {
        watch: "1",
        allowWatchBookmarks: "true",
        labelSelector,
        fieldSelector,
        resourceVersion,
        timeoutSeconds,
      });
      const call = { method: "GET", path } as const;
      yield* decodeWatch(await caller.open(call, signal), type, `WATCH ${what(call).slice("GET ".length)}`);
    },

    async create(type, namespace, object) {
      const path = withQuery(collectionPath(type, namespace), { fieldManager });
      const call = { method: "POST", path, body: withKind(type, object) } as const;
      return decodeObject(await caller.call(call), type, what(call));
    },

    async replace(type, ref, object) {
      const path = withQuery(objectPath(type, ref), { fieldManager });
      const call = { method: "PUT", path, body: withKind(type, object) } as const;
      return decodeObject(await caller.call(call), type, what(call));
    },

    async patch(type, ref, patch, { subresource } = {}) {
      const path = withQuery(objectPath(type, ref, subresource), { fieldManager });
      const contentType = patchContentTypes[patch.type];
      const call = { method: "PATCH", path, body: patch.body, contentType } as const;
      return decodeObject(await caller.call(call), type, what(call));
    },

    async delete(type, ref, preconditions) {
      const body: JsonObject = {
        apiVersion: "v1",
        kind: "DeleteOptions",
        ...(preconditions === undefined ? {} : { preconditions: { ...preconditions } }),
      };
      await caller.call({ method: "DELETE", path: objectPath(type, ref), body });
    },
  };
}
