import type { KubeClient, ResourceType } from "../../kube/client.ts";
import { isConflict } from "../../kube/kube-error.ts";
import { isJsonObject, type Json, type JsonObject } from "../../base/json.ts";
import { stableJson } from "../../base/stable-json.ts";
import { finalizer, identityAnnotation } from "./annotations.ts";
import type { ManagedResource } from "./managed-resource.ts";
import type { ObjectWriter } from "./object-writer.ts";

const attempts = 5;

/** Writes objects by patches to the API server. */
export function kubeObjectWriter<Resource extends ManagedResource>(
  client: KubeClient,
  type: ResourceType,
): ObjectWriter<Resource> {
  const writeStatus = async (resource: Resource, status: object): Promise<Resource> => {
    const changes = mergePatch((resource.status ?? {}) as JsonObject, status as JsonObject);
    if (changes === undefined) return resource;
    const { uid, resourceVersion } = resource.metadata;
    return client.patch<Resource>(
      type,
      resource.metadata,
      { type: "merge", body: { metadata: { uid, resourceVersion }, status: changes } },
      { subresource: "status" },
    );
  };
  const patchMetadata = async (
    resource: Resource,
    finalizers: readonly string[],
    identity: string | undefined,
  ): Promise<Resource> => {
    const { uid, resourceVersion } = resource.metadata;
    return client.patch<Resource>(type, resource.metadata, {
      type: "merge",
      body: {
        metadata: {
          uid,
          resourceVersion,
          finalizers: [...finalizers],
          annotations: { [identityAnnotation]: identity ?? null },
        },
      },
    });
  };
  return {
    claim: (resource, identity) =>
      patchMetadata(resource, [...new Set([...(resource.metadata.finalizers ?? []), finalizer])], identity),
    release: async (resource) => {
      const finalizers = (resource.metadata.finalizers ?? []).filter((name) => name !== finalizer);
      const left = await patchMetadata(resource, finalizers, undefined);
      return left.metadata.deletionTimestamp !== undefined && finalizers.length === 0 ? undefined : left;
    },
    writeStatus,
    writeResult: async (resource, status) => {
      for (let attempt = 1, current = resource; ; attempt++) {
        try {
          return await writeStatus(current, status);
        } catch (error) {
          if (!isConflict(error) || attempt === attempts) throw error;
          const fresh = await client.get<Resource>(type, resource.metadata);
          if (fresh.metadata.uid !== resource.metadata.uid) throw error;
          current = fresh;
        }
      }
    },
  };
}

/** RFC 7386: what makes `after` of `before`; undefined when they are equal. */
function mergePatch(before: JsonObject, after: JsonObject): JsonObject | undefined {
  const changes: Record<string, Json> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, value] = [before[key], after[key]];
    if (stableJson(old) === stableJson(value)) continue;
    const inner = isJsonObject(old) && isJsonObject(value) ? mergePatch(old, value) : value;
    changes[key] = inner ?? null;
  }
  return Object.keys(changes).length === 0 ? undefined : changes;
}
