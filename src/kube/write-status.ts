import type { Clock } from "../base/clock.ts";
import { isJsonObject, type JsonObject } from "../base/json.ts";
import { sleep } from "../base/sleep.ts";
import type { KubeClient, KubeObject, ObjectRef, ResourceType } from "./client.ts";
import { isConflict, KubeApiError, KubeTransportError } from "./kube-error.ts";
import { mergePatchBetween } from "./merge-patch.ts";

const attempts = 5;
const firstPauseMs = 100;

/**
 * Makes `status` the object's status, by a merge patch of what differs. Returns the object as the server has it now, or
 * `object` itself, without a call, when nothing differs. Rejects with a conflict (409) when the object changed since it
 * was read, or was deleted and created again.
 */
export async function writeStatus<T extends KubeObject>(
  client: KubeClient,
  type: ResourceType,
  object: T,
  status: JsonObject,
): Promise<T> {
  const patch = mergePatchBetween(statusOf(object), status);
  return patch === undefined ? object : sendPatch(client, type, object, patch);
}

/**
 * As `writeStatus`, for a result that must not be lost: when the object changed meanwhile, or no answer comes, it is read
 * again and the same differences are written onto it, a few times. Rejects with NotFound (404) when the object with
 * that UID is no more.
 */
export async function rebaseStatus<T extends KubeObject>(
  { client, clock }: { readonly client: KubeClient; readonly clock: Clock },
  type: ResourceType,
  object: T,
  status: JsonObject,
): Promise<T> {
  const patch = mergePatchBetween(statusOf(object), status);
  if (patch === undefined) return object;
  let base = object;
  for (let attempt = 1; ; attempt++) {
    try {
      if (attempt > 1) base = await readAgain(client, type, object);
      return await sendPatch(client, type, base, patch);
    } catch (error) {
      if (attempt >= attempts || !mayPass(error)) throw error;
      const askedMs = error instanceof KubeApiError ? error.retryAfterMs : undefined;
      // A conflict is settled by reading again; everything else needs time.
      await sleep(clock, isConflict(error) ? 0 : (askedMs ?? firstPauseMs * 4 ** (attempt - 1)));
    }
  }
}

/** Under uid and resourceVersion, so that it acts on exactly the object that was read. */
function sendPatch<T extends KubeObject>(
  client: KubeClient,
  type: ResourceType,
  object: T,
  status: JsonObject,
): Promise<T> {
  const { uid, resourceVersion } = object.metadata;
  const body = { metadata: { uid, resourceVersion }, status };
  return client.patch<T>(type, refOf(object), { type: "merge", body }, { subresource: "status" });
}

async function readAgain<T extends KubeObject>(client: KubeClient, type: ResourceType, object: T): Promise<T> {
  const fresh = await client.get<T>(type, refOf(object));
  if (fresh.metadata.uid === object.metadata.uid) return fresh;
  throw new KubeApiError(`${type.plural} ${object.metadata.name}: the object with that UID is no more`, {
    status: 404,
    reason: "NotFound",
  });
}

function mayPass(error: unknown): boolean {
  if (error instanceof KubeApiError) return error.status === 409 || error.status === 429 || error.status >= 500;
  return error instanceof KubeTransportError;
}

function statusOf(object: KubeObject): JsonObject {
  const status = (object as { readonly status?: unknown }).status;
  return isJsonObject(status) ? status : {};
}

function refOf({ metadata }: KubeObject): ObjectRef {
  return { namespace: metadata.namespace, name: metadata.name };
}
