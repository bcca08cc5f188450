import { isJsonObject } from "../../../base/json.ts";
import { customKinds } from "../kinds/custom-kind.ts";
import { establishedStatus } from "../kinds/definition-kind.ts";
import { textAt, type Kind, type KindNames } from "../kinds/kind.ts";
import { equalJson } from "../objects/equal-json.ts";
import { withMember, withMeta, type StoredObject } from "../objects/kube-object.ts";
import type { Change, ObjectKey } from "../store/object-store.ts";
import { deleteObject } from "./delete-object.ts";
import { timestamp, type ServerContext } from "./server-context.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

const definitionResource = "apiextensions.k8s.io/customresourcedefinitions";

/**
 * What the controllers of a cluster do, done at once: serve what definitions define, and empty namespaces and definitions
 * that are being deleted. To be called with every change, after the write that made it.
 */
export function follow(change: Change, context: ServerContext): void {
  if (change.resource === definitionResource) followDefinition(change, context);
  if (change.resource === "namespaces") {
    if (change.type !== "DELETED" && change.object.metadata.deletionTimestamp !== undefined) {
      emptyNamespace(change.name, context);
    }
    return;
  }
  if (change.type !== "DELETED") return collectGarbage(change, context);
  if (change.namespace !== "") finishNamespace(change.namespace, context);
  finishDefinitionOf(change.resource, context);
}

const collectorFinalizers = new Set(["foregroundDeletion", "orphan"]);

/** The garbage collector finds nothing to do, as it knows no dependents here, and lets objects that wait for it go. */
function collectGarbage(change: Change, context: ServerContext): void {
  const { finalizers = [], deletionTimestamp } = change.object.metadata;
  const rest = finalizers.filter((name) => !collectorFinalizers.has(name));
  if (deletionTimestamp === undefined || rest.length === finalizers.length) return;
  const freed = withMeta(change.object, { finalizers: rest.length === 0 ? undefined : rest });
  if (rest.length === 0 && change.resource !== definitionResource) context.store.remove(change, freed);
  else context.store.put(change, freed);
}

function followDefinition(change: Change, context: ServerContext): void {
  const { object } = change;
  const resource = `${textAt(object, "spec", "group")}/${textAt(object, "spec", "names", "plural")}`;
  if (change.type === "DELETED") {
    context.kinds.removeResource(resource);
    context.watches.endAll("close", (watch) => watch.resource === resource);
    return;
  }
  if (object.metadata.deletionTimestamp !== undefined) {
    const kind = context.kinds.ofResource(resource);
    if (kind !== undefined) deleteAll(kind, undefined, context);
    finishDefinition(object, resource, context);
    return;
  }
  if (change.previous === undefined || !equalJson(change.previous["spec"], object["spec"]))
    serve(object, resource, context);
  const status = establishedStatus(object, timestamp(context.clock));
  if (!equalJson(status, object["status"])) context.store.put(change, withMember(object, "status", status));
}

function serve(definition: StoredObject, resource: string, context: ServerContext): void {
  context.kinds.removeResource(resource);
  for (const kind of customKinds(definition, namesOf(definition))) context.kinds.add(kind);
}

function namesOf(definition: StoredObject): KindNames {
  const spec = definition["spec"];
  const names = isJsonObject(spec) && isJsonObject(spec["names"]) ? spec["names"] : {};
  const texts = (member: string): string[] => {
    const value = names[member];
    return isJsonArray(value) ? value.map(String) : [];
  };
  return {
    plural: textAt(names, "plural"),
    singular: textAt(names, "singular"),
    kind: textAt(names, "kind"),
    listKind: textAt(names, "listKind"),
    shortNames: texts("shortNames"),
    categories: texts("categories"),
  };
}

function finishDefinitionOf(resource: string, context: ServerContext): void {
  const [group = "", plural = ""] = resource.split("/");
  const definition = context.store.get({ resource: definitionResource, namespace: "", name: `${plural}.${group}` });
  if (definition?.metadata.deletionTimestamp !== undefined) finishDefinition(definition, resource, context);
}

function finishDefinition(definition: StoredObject, resource: string, context: ServerContext): void {
  const key: ObjectKey = { resource: definitionResource, namespace: "", name: definition.metadata.name };
  if (context.store.list(resource).length > 0 || context.store.get(key) === undefined) return;
  context.store.remove(key, withMeta(definition, { finalizers: undefined }));
}

function emptyNamespace(namespace: string, context: ServerContext): void {
  for (const resource of context.store.resourcesIn(namespace)) {
    const kind = context.kinds.ofResource(resource);
    if (kind !== undefined) deleteAll(kind, namespace, context);
  }
  finishNamespace(namespace, context);
}

function deleteAll(kind: Kind, namespace: string | undefined, context: ServerContext): void {
  for (const { metadata } of context.store.list(kind.resource, namespace)) {
    const target = { kind, namespace: metadata.namespace, name: metadata.name, dryRun: false, subresource: undefined };
    deleteObject(context, { ...target, warn: () => undefined }, { dryRun: false });
  }
}

function finishNamespace(name: string, context: ServerContext): void {
  const key: ObjectKey = { resource: "namespaces", namespace: "", name };
  const namespace = context.store.get(key);
  const isWaiting = namespace?.metadata.deletionTimestamp !== undefined;
  if (!isWaiting || (namespace.metadata.finalizers ?? []).length > 0) return;
  if (context.store.resourcesIn(name).length > 0) return;
  context.store.remove(key, withMember(namespace, "spec", {}));
}
