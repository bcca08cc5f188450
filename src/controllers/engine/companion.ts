import { stableJson } from "../../base/stable-json.ts";
import type { JsonObject } from "../../base/json.ts";
import type { KubeClient, KubeObject, ResourceType } from "../../kube/client.ts";
import { isNotFound, KubeApiError } from "../../kube/kube-error.ts";
import type { ManagedResource } from "./managed-resource.ts";

/** An object of another API that a resource keeps beside itself and that goes with it. It has the resource's name. */
export interface Companion {
  readonly spec: JsonObject;
}

/** How keeping it came out. */
interface CompanionResult {
  /** The name of the one that is kept now; undefined: there is none. */
  readonly name: string | undefined;
  /** Why it is not as it is to be, for people. */
  readonly problem: string | undefined;
}

export interface CompanionKeeper {
  /**
   * Makes, changes or removes the companion. Writes nothing where it is as it is to be, and nothing of an object that is
   * not the resource's own. Rejects with what the Kubernetes API refuses otherwise.
   */
  keep(
    type: ResourceType,
    resource: ManagedResource,
    about: { readonly desired: Companion | undefined; readonly kept: string | undefined },
  ): Promise<CompanionResult>;
  /** The resource is about to go. What stays is nobody's any more, so that the garbage collector leaves it. */
  part(type: ResourceType, resource: ManagedResource, kept: string, parting: Parting): Promise<void>;
}

/** Whether an object is left to itself, or goes, with the resource that kept it. */
export type Parting = "stays" | "goes";

export function companionKeeper(client: KubeClient): CompanionKeeper {
  return {
    async keep(type, resource, { desired, kept }) {
      const { namespace, name } = resource.metadata;
      const ref = { namespace, name: desired === undefined ? (kept ?? name) : name };
      const found = await read(client, type, ref);
      const isOwn = found !== undefined && ownerOf(found) === resource.metadata.uid;
      if (desired === undefined) {
        if (isOwn) await client.delete(type, ref, { uid: found.metadata.uid });
        return { name: undefined, problem: undefined };
      }
      if (found === undefined) return create(client, type, resource, desired);
      if (!isOwn) {
        return { name: undefined, problem: `the ${type.kind} ${name} is not this object's and was left alone` };
      }
      if (stableJson(found.spec ?? {}) !== stableJson(desired.spec)) {
        const { resourceVersion } = found.metadata;
        const body = [
          { op: "test", path: "/metadata/resourceVersion", value: resourceVersion },
          { op: "add", path: "/spec", value: desired.spec },
        ] as const;
        await client.patch(type, ref, { type: "json", body });
      }
      return { name, problem: undefined };
    },
    async part(type, resource, kept, parting) {
      const ref = { namespace: resource.metadata.namespace, name: kept };
      const found = await read(client, type, ref);
      if (found === undefined || ownerOf(found) !== resource.metadata.uid) return;
      const { uid, resourceVersion } = found.metadata;
      if (parting === "goes") return client.delete(type, ref, { uid });
      const body = [
        { op: "test", path: "/metadata/resourceVersion", value: resourceVersion },
        { op: "remove", path: "/metadata/ownerReferences" },
      ] as const;
      await client.patch(type, ref, { type: "json", body });
    },
  };
}

interface CompanionObject extends KubeObject {
  readonly metadata: KubeObject["metadata"] & { readonly ownerReferences?: readonly { readonly uid: string }[] };
  readonly spec?: JsonObject;
}

async function read(
  client: KubeClient,
  type: ResourceType,
  ref: { readonly namespace: string; readonly name: string },
): Promise<CompanionObject | undefined> {
  try {
    return await client.get<CompanionObject>(type, ref);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function create(
  client: KubeClient,
  type: ResourceType,
  { apiVersion, kind, metadata }: ManagedResource,
  { spec }: Companion,
): Promise<CompanionResult> {
  const { namespace, name, uid } = metadata;
  const ownerReferences = [{ apiVersion, kind, name, uid, controller: true }];
  try {
    await client.create(type, namespace, { metadata: { name, namespace, ownerReferences }, spec });
    return { name, problem: undefined };
  } catch (error) {
    // A kind that the cluster does not know is not found, and so is nothing else that is made.
    if (!(error instanceof KubeApiError) || error.status !== 404) throw error;
    const crd = `${type.plural}.${type.group}`;
    return { name: undefined, problem: `the cluster has no CRD ${crd}, so that nobody makes the records from there` };
  }
}

function ownerOf({ metadata }: CompanionObject): string | undefined {
  return metadata.ownerReferences?.[0]?.uid;
}
