import type { KubeClient, KubeObject, ResourceType } from "./client.ts";
import { KubeApiError } from "./kube-error.ts";
import { metadataPatch, type MetadataChange } from "./metadata-patch.ts";

/**
 * Changes finalizers and annotations in one JSON Patch that tests uid and resourceVersion. Returns the object as the
 * server has it now (removing the last finalizer of a terminating object returns its last state), or `object` itself,
 * without a call, when the change holds already. Rejects with a conflict (409) when the object is not the one that was
 * read any more, and with NotFound (404) when it is gone.
 */
export async function patchMetadata<T extends KubeObject>(
  client: KubeClient,
  type: ResourceType,
  object: T,
  change: MetadataChange,
): Promise<T> {
  const body = metadataPatch(object.metadata, change);
  if (body.length === 0) return object;
  const { namespace, name, uid, resourceVersion } = object.metadata;
  try {
    return await client.patch<T>(type, { namespace, name }, { type: "json", body });
  } catch (error) {
    if (!(error instanceof KubeApiError) || error.status !== 422) throw error;
    // A failed test is 422 on the server, like any patch it cannot apply; which of both it was shows a look.
    const fresh = await client.get(type, { namespace, name });
    if (fresh.metadata.uid === uid && fresh.metadata.resourceVersion === resourceVersion) throw error;
    throw new KubeApiError(`${type.plural} ${name}: 409 Conflict: it changed since it was read`, {
      status: 409,
      reason: "Conflict",
    });
  }
}
