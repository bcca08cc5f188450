import { isJsonObject, type JsonObject } from "../../../base/json.ts";
import { conflict, notFound } from "../errors/refusals.ts";
import type { Kind } from "../kinds/kind.ts";
import { withMember, withMeta, type DraftObject, type StoredObject } from "../objects/kube-object.ts";
import type { DeleteOptions } from "../request/delete-options.ts";
import { groupResource } from "./create-object.ts";
import { timestamp, type ServerContext } from "./server-context.ts";
import { keyOf, type UpdateTarget } from "./update-object.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** What a deletion did: the object is gone, or is still there, marked, for its finalizers. */
export type Deletion =
  | { readonly outcome: "removed"; readonly object: StoredObject }
  | { readonly outcome: "marked"; readonly object: StoredObject };

/** Deletes an object, or marks it if it has finalizers. @throws ApiError */
export function deleteObject(context: ServerContext, target: UpdateTarget, options: DeleteOptions): Deletion {
  const { kind, dryRun } = target;
  const key = keyOf(target);
  const stored = context.store.get(key);
  if (stored === undefined) throw notFound(groupResource(kind), target.name);
  checkPreconditions(stored, target, options);
  const present = (object: DraftObject): StoredObject => context.presenter.present(object as StoredObject, kind);
  const waiting = waitingFor(stored, options);
  if (waiting === stored && (stored.metadata.finalizers ?? []).length === 0 && ownFinalizer(kind) === undefined) {
    return { outcome: "removed", object: present(dryRun ? stored : context.store.remove(key, stored)) };
  }
  if (stored.metadata.deletionTimestamp !== undefined) return { outcome: "marked", object: present(stored) };
  const marked = mark(waiting, kind, context);
  return { outcome: "marked", object: present(dryRun ? marked : context.store.put(key, marked)) };
}

/** The object with the finalizer that its deletion asks for; the same one if there is none. */
function waitingFor(stored: StoredObject, { finalizer }: DeleteOptions): StoredObject {
  const { finalizers = [] } = stored.metadata;
  if (finalizer === undefined || finalizers.includes(finalizer)) return stored;
  return withMeta(stored, { finalizers: [...finalizers, finalizer] });
}

function checkPreconditions(stored: StoredObject, { kind, name }: UpdateTarget, options: DeleteOptions): void {
  const { uid, resourceVersion } = stored.metadata;
  const subject = { group: kind.group, plural: kind.names.plural };
  if (options.uid !== undefined && options.uid !== uid) {
    const why =
      `the UID in the precondition (${options.uid}) does not match the UID in record (${uid}). The object might have ` +
      "been deleted and then recreated";
    throw conflict({ ...subject, plural: kind.names.kind }, name, why);
  }
  if (options.resourceVersion !== undefined && options.resourceVersion !== resourceVersion) {
    const why =
      `the ResourceVersion in the precondition (${options.resourceVersion}) does not match the ResourceVersion in record ` +
      `(${resourceVersion}). The object might have been modified`;
    throw conflict({ ...subject, plural: kind.names.kind }, name, why);
  }
}

/** Namespaces and definitions are emptied before they go. */
function ownFinalizer(kind: Kind): "namespace" | "definition" | undefined {
  if (kind.resource === "namespaces") return "namespace";
  return kind.names.kind === "CustomResourceDefinition" ? "definition" : undefined;
}

function mark(stored: StoredObject, kind: Kind, context: ServerContext): DraftObject {
  const marked = withMeta(stored, {
    deletionTimestamp: timestamp(context.clock),
    ...(ownFinalizer(kind) === undefined ? { deletionGracePeriodSeconds: 0 } : {}),
    ...(kind.rules.isCustom ? { generation: (stored.metadata.generation ?? 0) + 1 } : {}),
  });
  switch (ownFinalizer(kind)) {
    case "namespace":
      return withMember(marked, "status", { ...(marked["status"] as JsonObject), phase: "Terminating" });
    case "definition":
      return terminatingDefinition(marked, timestamp(context.clock));
    case undefined:
      return marked;
  }
}

function terminatingDefinition(definition: DraftObject, time: string): DraftObject {
  const finalizers = [...(definition.metadata.finalizers ?? []), "customresourcecleanup.apiextensions.k8s.io"];
  const status = isJsonObject(definition["status"]) ? definition["status"] : {};
  const conditions = isJsonArray(status["conditions"]) ? status["conditions"] : [];
  const terminating: JsonObject = {
    type: "Terminating",
    status: "True",
    lastTransitionTime: time,
    reason: "InstanceDeletionPending",
    message: "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
  };
  const marked = withMeta(definition, { finalizers });
  return withMember(marked, "status", { ...status, conditions: [...conditions, terminating] });
}

/** The answer to a deletion that removed the object. */
export function deletedStatus(object: StoredObject, kind: Kind): JsonObject {
  const { name, uid } = object.metadata;
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    details: { name, ...(kind.group === "" ? {} : { group: kind.group }), kind: kind.names.plural, uid },
  };
}
