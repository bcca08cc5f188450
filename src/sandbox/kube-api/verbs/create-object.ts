import {
  alreadyExists,
  badRequest,
  forbiddenRequest,
  invalidObject,
  notFound,
  type GroupKind,
  type GroupResource,
} from "../errors/refusals.ts";
import { invalid } from "../errors/field-error.ts";
import type { Kind } from "../kinds/kind.ts";
import { withMeta, type DraftObject, type StoredObject } from "../objects/kube-object.ts";
import { pathSegmentErrors } from "../objects/name-rules.ts";
import { finalizerWarnings, metadataErrors, type MetadataRules } from "./validate-metadata.ts";
import { newUid, timestamp, type ServerContext } from "./server-context.ts";

/** Where a write goes, and how. */
export interface WriteTarget {
  readonly kind: Kind;
  readonly namespace: string | undefined;
  readonly dryRun: boolean;
  warn(text: string): void;
}

export function groupResource(kind: Kind): GroupResource {
  return { group: kind.group, plural: kind.names.plural };
}

export function groupKind(kind: Kind): GroupKind {
  return { group: kind.rules.errorGroup ?? kind.group, kind: kind.names.kind };
}

/** Stores a new object. @throws ApiError */
export function createObject(context: ServerContext, target: WriteTarget, draft: DraftObject): StoredObject {
  const { kind } = target;
  const placed = inNamespace(draft, target);
  const named = prepare(context, target, withGeneratedName(placed, context));
  admitToNamespace(context, kind, named);
  refuseInvalid(kind, named);
  const { name = "", namespace = "" } = named.metadata;
  const key = { resource: kind.resource, namespace, name };
  const existing = context.store.get(key);
  if (existing !== undefined) throw alreadyExists(groupResource(kind), name, existing);
  for (const warning of finalizerWarnings(named.metadata, undefined)) target.warn(warning);
  const converted = kind.rules.conversion?.toStored(named) ?? named;
  if (target.dryRun) return context.presenter.present(converted as StoredObject, kind);
  return context.presenter.present(context.store.put(key, converted), kind);
}

/** Gives the object the request's namespace. @throws ApiError 400 if it names another one. */
export function inNamespace(object: DraftObject, { kind, namespace }: WriteTarget): DraftObject {
  const expected = kind.namespaced ? (namespace ?? "") : "";
  const given = object.metadata.namespace ?? "";
  if (!kind.namespaced) return given === "" ? object : withMeta(object, { namespace: undefined });
  if (given === expected) return object;
  if (given !== "") {
    throw badRequest(`the namespace of the provided object does not match the namespace sent on the request`);
  }
  return withMeta(object, { namespace: expected });
}

const suffixAlphabet = "bcdfghjklmnpqrstvwxz2456789";
const maxPrefix = 58;

function withGeneratedName(object: DraftObject, { random }: ServerContext): DraftObject {
  const { name = "", generateName = "" } = object.metadata;
  if (name !== "" || generateName === "") return object;
  const suffix = Array.from({ length: 5 }, () => suffixAlphabet.charAt(Math.trunc(random() * suffixAlphabet.length)));
  return withMeta(object, { name: `${generateName.slice(0, maxPrefix)}${suffix.join("")}` });
}

function prepare(context: ServerContext, { kind, dryRun }: WriteTarget, object: DraftObject): DraftObject {
  const prepared = kind.rules.prepareCreate?.(object) ?? object;
  return withMeta(prepared, {
    uid: newUid(context.random),
    creationTimestamp: timestamp(context.clock),
    generation: kind.rules.tracksGeneration ? 1 : undefined,
    deletionTimestamp: undefined,
    deletionGracePeriodSeconds: undefined,
    // What is only tried is not stored, so that nothing takes the place of what was given.
    resourceVersion: dryRun ? object.metadata.resourceVersion : undefined,
    selfLink: undefined,
  });
}

/** @throws ApiError 404 or 403 if nothing can be created in the namespace. */
function admitToNamespace(context: ServerContext, kind: Kind, object: DraftObject): void {
  if (!kind.namespaced) return;
  const { namespace = "", name = "" } = object.metadata;
  const found = context.store.get({ resource: "namespaces", namespace: "", name: namespace });
  if (found === undefined) throw notFound({ group: "", plural: "namespaces" }, namespace);
  if (found.metadata.deletionTimestamp === undefined) return;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const causes = [
    {
      reason: "NamespaceTerminating",
      message: `namespace ${namespace} is being terminated`,
      field: "metadata.namespace",
    },
  ];
  throw forbiddenRequest(groupResource(kind), name, why, causes);
}

function refuseInvalid(kind: Kind, object: DraftObject): void {
  refuseOtherKind(kind, object);
  const errors = [...metadataErrors(object.metadata, metadataRules(kind)), ...kind.rules.validate(object)];
  const { name = "" } = object.metadata;
  if (errors.length === 0) errors.push(...pathSegmentErrors(name).map((text) => invalid("metadata.name", name, text)));
  if (errors.length > 0) throw invalidObject(groupKind(kind), name, errors);
}

/** What the checks of metadata have to know of a kind. */
export function metadataRules(kind: Kind): MetadataRules {
  return { namespaced: kind.namespaced, nameErrors: (name, isPrefix) => kind.rules.nameErrors(name, isPrefix) };
}

/** Custom resources are not told apart before they are checked. @throws ApiError 422 */
export function refuseOtherKind(kind: Kind, object: DraftObject): void {
  if (object.kind === kind.names.kind) return;
  throw invalidObject({ group: kind.group, kind: object.kind }, object.metadata.name ?? "", [
    invalid("kind", object.kind, `must be ${kind.names.kind}`),
  ]);
}
