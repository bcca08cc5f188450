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
  /**
   * The resource is about to go. What stays is nobody's any more, so that the garbage collector leaves it. Gives what keeps
   * it from that, for people.
   */
  part(type: ResourceType, resource: ManagedResource, kept: string, parting: Parting): Promise<string | undefined>;
}

/** Whether an object is left to itself, or goes, with the resource that kept it. */
export type Parting = "stays" | "goes";

export function companionKeeper(client: KubeClient): CompanionKeeper {
  return {
    async keep(type, resource, about) {
      try {
        return await keep(client, type, resource, about);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        return { name: about.kept, problem: `the Kubernetes API refuses the ${type.kind}: ${error.message}` };
      }
    },
    async part(type, resource, kept, parting) {
      try {
        const found = await read(client, type, { namespace: resource.metadata.namespace, name: kept });
        if (found !== undefined && ownerOf(found) === resource.metadata.uid) await part(client, type, found, parting);
        return undefined;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        // The garbage collector takes it after its owner; only what is to stay has to be freed first.
        if (parting === "goes") return undefined;
        return `the ${type.kind} ${kept} is to stay, and the Kubernetes API refuses to free it: ${error.message}`;
      }
    },
  };
}

/** What does not pass by itself, and has nothing to do with the object that keeps it. */
function isRefusal(error: unknown): error is KubeApiError {
  return error instanceof KubeApiError && [400, 403, 405, 422].includes(error.status);
}

async function keep(
  client: KubeClient,
  type: ResourceType,
  resource: ManagedResource,
  { desired, kept }: { readonly desired: Companion | undefined; readonly kept: string | undefined },
): Promise<CompanionResult> {
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
    const others = Object.keys(found.spec ?? {}).map((member) => [member, null] as const);
    const spec: JsonObject = { ...Object.fromEntries(others), ...desired.spec };
    await client.patch(type, ref, { type: "merge", body: { ...asRead(found), spec } });
  }
  return { name, problem: undefined };
}

async function part(client: KubeClient, type: ResourceType, found: CompanionObject, parting: Parting): Promise<void> {
  const { namespace, name, uid } = found.metadata;
  if (parting === "goes") return client.delete(type, { namespace, name }, { uid });
  const { metadata } = asRead(found);
  const body = { metadata: { ...metadata, ownerReferences: null } };
  await client.patch(type, { namespace, name }, { type: "merge", body });
}

/** Makes a merge patch fail as a conflict when the object is not the one that was read any more. */
function asRead({ metadata: { uid, resourceVersion } }: KubeObject): { readonly metadata: JsonObject } {
  return { metadata: { uid, resourceVersion } };
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
