import { badRequest, conflict, invalidObject, modifiedMeanwhile, notFound } from "../errors/refusals.ts";
import type { Kind } from "../kinds/kind.ts";
import { equalJson } from "../objects/equal-json.ts";
import { withMember, withMeta, type DraftObject, type StoredObject } from "../objects/kube-object.ts";
import { finalizerWarnings, metadataErrors, metadataUpdateErrors } from "../objects/validate-metadata.ts";
import type { ObjectKey } from "../store/object-store.ts";
import { groupKind, groupResource, inNamespace, type WriteTarget } from "./create-object.ts";
import type { ServerContext } from "./server-context.ts";

/** An update of one object. */
export interface UpdateTarget extends WriteTarget {
  readonly name: string;
  readonly subresource: "status" | "finalize" | undefined;
}

export function keyOf({ kind, namespace, name }: UpdateTarget): ObjectKey {
  return { resource: kind.resource, namespace: kind.namespaced ? (namespace ?? "") : "", name };
}

/**
 * Stores what `change` makes of the object's present state; nothing is written if that is the same. Takes away the object
 * if it was only waiting for its finalizers. @throws ApiError
 */
export function updateObject(
  context: ServerContext,
  target: UpdateTarget,
  change: (current: StoredObject) => DraftObject,
): StoredObject {
  const { kind } = target;
  const key = keyOf(target);
  const stored = context.store.get(key);
  if (stored === undefined) throw notFound(groupResource(kind), target.name);
  const current = context.presenter.present(stored, kind);
  const requested = inNamespace(change(current), target);
  checkVersion(requested, current, target);
  const next = prepare(requested, current, target);
  refuseInvalid(next, current, target);
  for (const warning of finalizerWarnings(next.metadata, current.metadata)) target.warn(warning);

  const converted = kind.rules.conversion?.toStored(next) ?? next;
  const unnumbered = withMeta(converted, { resourceVersion: stored.metadata.resourceVersion });
  if (equalJson(unnumbered, stored)) return current;
  const isLast = next.metadata.deletionTimestamp !== undefined && (next.metadata.finalizers ?? []).length === 0;
  if (target.dryRun) return unnumberedAnswer(context, unnumbered, kind);
  const written =
    isLast && !keepsNamespace(kind, next) ? context.store.remove(key, converted) : context.store.put(key, converted);
  return context.presenter.present(written, kind);
}

function unnumberedAnswer(context: ServerContext, object: DraftObject, kind: Kind): StoredObject {
  return context.presenter.present(object as StoredObject, kind);
}

/** Namespaces have finalizers of their own, in their spec. */
function keepsNamespace(kind: Kind, object: DraftObject): boolean {
  return kind.resource === "namespaces" && !equalJson(object["spec"], {});
}

function checkVersion(requested: DraftObject, current: StoredObject, { kind, name }: UpdateTarget): void {
  const { resourceVersion = "", uid } = requested.metadata;
  if (resourceVersion !== "" && !/^\d+$/.test(resourceVersion)) {
    throw badRequest(
      `invalid resource version "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`,
    );
  }
  if (resourceVersion !== "" && resourceVersion !== current.metadata.resourceVersion) {
    throw modifiedMeanwhile(groupResource(kind), name);
  }
  if (uid !== undefined && uid !== current.metadata.uid && resourceVersion === "") {
    throw conflict(groupResource(kind), name, uidConflictText(uid, current.metadata.uid));
  }
}

export function uidConflictText(wanted: string, found: string): string {
  return `Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${found}`;
}

function prepare(requested: DraftObject, current: StoredObject, target: UpdateTarget): DraftObject {
  const { kind } = target;
  const { metadata } = current;
  if (target.subresource === "status") return withMember(current, "status", requested["status"]);
  if (target.subresource === "finalize") return withMember(current, "spec", requested["spec"]);
  const given = requested.metadata;
  const version = given.resourceVersion ?? "";
  const kept = withMeta(requested, {
    uid: given.uid ?? metadata.uid,
    creationTimestamp: metadata.creationTimestamp,
    deletionTimestamp: metadata.deletionTimestamp,
    deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
    generation: metadata.generation,
    resourceVersion: version === "" && kind.rules.unconditionalUpdate ? metadata.resourceVersion : version,
    selfLink: undefined,
  });
  const prepared = kind.rules.prepareUpdate?.(kept, current) ?? kept;
  if (!kind.rules.tracksGeneration || equalJson({ ...prepared, metadata: null }, { ...current, metadata: null }))
    return prepared;
  return withMeta(prepared, { generation: (metadata.generation ?? 0) + 1 });
}

function refuseInvalid(next: DraftObject, current: StoredObject, target: UpdateTarget): void {
  const { kind } = target;
  const rules = { namespaced: kind.namespaced, nameErrors: kind.rules.nameErrors };
  const metadata = [...metadataErrors(next.metadata, rules), ...metadataUpdateErrors(next.metadata, current.metadata)];
  const own =
    target.subresource === undefined
      ? kind.rules.validate(next, current)
      : (kind.rules.validateStatus?.(next, current) ?? []);
  const errors = [...metadata, ...own];
  if (errors.length > 0) throw invalidObject(groupKind(kind), target.name, errors);
}
