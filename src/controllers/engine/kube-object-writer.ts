import type { Clock } from "../../base/clock.ts";
import { isJsonObject, type JsonObject } from "../../base/json.ts";
import type { KubeClient, ResourceType } from "../../kube/client.ts";
import { isNotFound } from "../../kube/kube-error.ts";
import { patchMetadata } from "../../kube/patch-metadata.ts";
import { rebaseStatus, writeStatus } from "../../kube/write-status.ts";
import { finalizer, identityAnnotation } from "./annotations.ts";
import type { ManagedResource } from "./managed-resource.ts";
import type { ObjectWriter } from "./object-writer.ts";

/** Writes objects by patches to the API server. */
export function kubeObjectWriter<Resource extends ManagedResource>(
  client: KubeClient,
  type: ResourceType,
  clock: Clock,
): ObjectWriter<Resource> {
  return {
    claim: (resource, identity) =>
      patchMetadata(client, type, resource, {
        addFinalizers: [finalizer],
        annotations: { [identityAnnotation]: identity },
      }),
    release: async (resource) => {
      const left = await patchMetadata(client, type, resource, {
        removeFinalizers: [finalizer],
        annotations: { [identityAnnotation]: null },
      });
      const isGone = left.metadata.deletionTimestamp !== undefined && (left.metadata.finalizers ?? []).length === 0;
      return isGone ? undefined : left;
    },
    writeStatus: (resource, status) => writeStatus(client, type, resource, asJson(status)),
    writeResult: async (resource, status) => {
      try {
        return { resource: await writeStatus(client, type, resource, asJson(status)), isNews: false };
      } catch (error) {
        if (isNotFound(error)) throw error;
        return { resource: await rebaseStatus({ client, clock }, type, resource, asJson(status)), isNews: true };
      }
    },
  };
}

function asJson(status: object): JsonObject {
  const json: unknown = status;
  return isJsonObject(json) ? json : {};
}
