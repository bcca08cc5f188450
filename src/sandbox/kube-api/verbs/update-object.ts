import { invalid } from "../errors/field-error.ts";
import { badRequest, conflict, invalidObject, modifiedMeanwhile, notFound } from "../errors/refusals.ts";
import type { Kind } from "../kinds/kind.ts";
import { equalJson } from "../objects/equal-json.ts";
import { withMember, withMeta, type DraftObject, type StoredObject } from "../objects/kube-object.ts";
import { finalizerWarnings, metadataErrors, metadataUpdateErrors } from "./validate-metadata.ts";
import type { ObjectKey } from "../store/object-store.ts";
import {
  groupKind,
  groupResource,
  inNamespace,
  metadataRules,
  refuseOtherKind,
  type WriteTarget,
} from "./create-object.ts";
import type { ServerContext } from "./server-context.ts";

/** An update of one object. */
export interface UpdateTarget extends WriteTarget {
  readonly name: string;
  readonly subresource: "status" | "finalize" | undefined;
}

/** How an update is made of the object's present state. */
export interface Update {
  /** Whether the request gives the whole object, so that the uid in it is a precondition. */
  readonly isWhole: boolean;
  apply(current: StoredObject): DraftObject;
}

export function keyOf({ kind, namespace, name }: UpdateTarget): ObjectKey {
  return { resource: kind.resource, namespace: kind.namespaced ? (namespace ?? "") : "", name };
}

/**
 * Stores what an update makes of an object; nothing is written if that is the same. Takes away the object if it was only
 * waiting for its finalizers. @throws ApiError
 */
export function updateObject(context: ServerContext, target: UpdateTarget, update: Update): StoredObject {
  const { kind } = target;
  const key = keyOf(target);
  const stored = context.store.get(key);
  if (stored === undefined) throw notFound(groupResource(kind), target.name);
  const current = context.presenter.present(stored, kind);
  const requested = inNamespace(update.apply(current), target);
  const given = requested.metadata.name ?? "";
  if (given !== "" && given !== target.name) {
    throw badRequest(`the name of the object (${given}) does not match the name on the URL (${target.name})`);
  }
  checkVersion(requested, current, target, update.isWhole);
  const next = prepare(requested, current, target);
  refuseInvalid(next, current, target);
  for (const warning of finalizerWarnings(next.metadata, current.metadata)) target.warn(warning);

  const { resourceVersion } = stored.metadata;
  const converted = withMeta(kind.rules.conversion?.toStored(next) ?? next, { resourceVersion });
  if (equalJson(converted, stored) && !claimsMetadata(requested, current, target)) return current;
  const answer = (object: DraftObject): StoredObject => context.presenter.present(object as StoredObject, kind);
  if (target.dryRun) return answer(converted);
  if (!isLast(kind, next)) return answer(context.store.put(key, converted));
  // The answer has the version of before, as the last update itself is never stored.
  context.store.remove(key, converted);
  return answer(converted);
}

/** Namespaces have finalizers of their own, in their spec. */
function isLast(kind: Kind, { metadata }: DraftObject): boolean {
  const isFree = metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length === 0;
  return isFree && kind.resource !== "namespaces";
}

/**
 * A change of metadata that is asked for together with a status is not made, but a real server notes who asked for it,
 * which is a write.
 */
function claimsMetadata(requested: DraftObject, current: StoredObject, { subresource }: UpdateTarget): boolean {
  return (
    subresource === "status" &&
    (["labels", "annotations"] as const).some(
      (member) => !equalJson(requested.metadata[member] ?? {}, current.metadata[member] ?? {}),
    )
  );
}

function checkVersion(
  requested: DraftObject,
  current: StoredObject,
  { kind, name }: UpdateTarget,
  isWhole: boolean,
): void {
  const resource = groupResource(kind);
  const { resourceVersion = "", uid, namespace = "" } = requested.metadata;
  const found = current.metadata;
  if (isWhole && uid !== undefined && uid !== found.uid) {
    const path = ["/registry", kind.group, kind.names.plural, namespace, name].filter((part) => part !== "").join("/");
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${found.uid}`;
    const detail = `StorageError: invalid object, Code: 4, Key: ${path}, ResourceVersion: 0, AdditionalErrorMsg: ${why}`;
    throw conflict(resource, name, detail);
  }
  if (resourceVersion === "" && kind.rules.unconditionalUpdate) return;
  if (resourceVersion === "") {
    throw invalidObject({ group: kind.group, kind: kind.names.plural }, name, [
      invalid("metadata.resourceVersion", 0, "must be specified for an update"),
    ]);
  }
  if (!/^\d+$/.test(resourceVersion)) {
    const why = `strconv.ParseUint: parsing ${JSON.stringify(resourceVersion)}: invalid syntax`;
    throw badRequest(`invalid resource version ${JSON.stringify(resourceVersion)}: ${why}`);
  }
  if (resourceVersion !== found.resourceVersion) throw modifiedMeanwhile(resource, name);
}

function prepare(requested: DraftObject, current: StoredObject, target: UpdateTarget): DraftObject {
  const { kind } = target;
  const { metadata } = current;
  if (target.subresource === "status") return withMember(current, "status", requested["status"]);
  if (target.subresource === "finalize") return withMember(current, "spec", requested["spec"]);
  const kept = withMeta(requested, {
    name: metadata.name,
    uid: requested.metadata.uid ?? metadata.uid,
    creationTimestamp: metadata.creationTimestamp,
    deletionTimestamp: metadata.deletionTimestamp,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
    generation: metadata.generation,
    resourceVersion: metadata.resourceVersion,
    selfLink: undefined,
  });
  const prepared = kind.rules.prepareUpdate?.(kept, current) ?? kept;
  const isSame = equalJson({ ...prepared, metadata: null }, { ...current, metadata: null });
  if (!kind.rules.tracksGeneration || isSame) return prepared;
  return withMeta(prepared, { generation: (metadata.generation ?? 0) + 1 });
}

function refuseInvalid(next: DraftObject, current: StoredObject, target: UpdateTarget): void {
  const { kind } = target;
  refuseOtherKind(kind, next);
  const changed = metadataUpdateErrors(next.metadata, current.metadata);
  const own =
    target.subresource === undefined
      ? kind.rules.validate(next, current)
      : (kind.rules.validateStatus?.(next, current) ?? []);
  // The server looks at what must not change twice, for all kinds alike and for each kind, and tells it twice.
  const errors = [...metadataErrors(next.metadata, metadataRules(kind)), ...changed, ...changed, ...own];
  if (errors.length > 0) throw invalidObject(groupKind(kind), target.name, errors);
}
