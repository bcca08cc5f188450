import type { StoredObject } from "../objects/kube-object.ts";
import { ApiError } from "./api-error.ts";
import { fieldErrorBody, fieldErrorText, type FieldError } from "./field-error.ts";
import { goQuote } from "./go-quote.ts";

/** A resource as errors name it. */
export interface GroupResource {
  readonly group: string;
  readonly plural: string;
}

/** A kind as validation errors name it. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** `widgets.example.com`, or `secrets` in the core group. */
function qualified({ group, plural }: GroupResource): string {
  return group === "" ? plural : `${plural}.${group}`;
}

function about(resource: GroupResource, name: string): { name: string; group: string; kind: string } {
  return { name, group: resource.group, kind: resource.plural };
}

export function notFound(resource: GroupResource, name: string): ApiError {
  return new ApiError(404, "NotFound", `${qualified(resource)} ${goQuote(name)} not found`, about(resource, name));
}

export function alreadyExists(resource: GroupResource, name: string, existing: StoredObject): ApiError {
  const isGoing = existing.metadata.deletionTimestamp !== undefined ? "object is being deleted: " : "";
  const message = `${isGoing}${qualified(resource)} ${goQuote(name)} already exists`;
  return new ApiError(409, "AlreadyExists", message, about(resource, name));
}

export function conflict(resource: GroupResource, name: string, why: string): ApiError {
  const message = `Operation cannot be fulfilled on ${qualified(resource)} ${goQuote(name)}: ${why}`;
  return new ApiError(409, "Conflict", message, about(resource, name));
}

export function modifiedMeanwhile(resource: GroupResource, name: string): ApiError {
  return conflict(
    resource,
    name,
    "the object has been modified; please apply your changes to the latest version and try again",
  );
}

export function forbiddenRequest(
  resource: GroupResource,
  name: string,
  why: string,
  causes?: readonly { reason: string; message: string; field?: string }[],
): ApiError {
  const message = `${qualified(resource)}${name === "" ? "" : ` ${goQuote(name)}`} is forbidden: ${why}`;
  return new ApiError(403, "Forbidden", message, {
    ...about(resource, name),
    ...(causes === undefined ? {} : { causes }),
  });
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, "BadRequest", message);
}

/** 422. Equal errors are told once in the message, each in the causes: so does the server. */
export function invalidObject(kind: GroupKind, name: string, errors: readonly FieldError[]): ApiError {
  const texts = [...new Set(errors.map(fieldErrorText))];
  const list = texts.length === 1 ? texts.join("") : `[${texts.join(", ")}]`;
  const full = kind.group === "" ? kind.kind : `${kind.kind}.${kind.group}`;
  return new ApiError(422, "Invalid", `${full} ${goQuote(name)} is invalid: ${list}`, {
    name,
    group: kind.group,
    kind: kind.kind,
    causes: errors.map((error) => ({ reason: error.type, message: fieldErrorBody(error), field: error.field })),
  });
}

export function methodNotAllowed(resource: GroupResource, verb: string): ApiError {
  return new ApiError(
    405,
    "MethodNotAllowed",
    `${verb} is not supported on resources of kind "${qualified(resource)}"`,
    {
      group: resource.group,
      kind: resource.plural,
    },
  );
}

export function unsupportedMediaType(accepted: readonly string[]): ApiError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(", ")}`;
  return new ApiError(415, "UnsupportedMediaType", message);
}

export function expired(message: string): ApiError {
  return new ApiError(410, "Expired", message);
}

/** A feature of Kubernetes that this server deliberately lacks; the text says where to find it. */
export function notInSandbox(feature: string): ApiError {
  return new ApiError(
    501,
    "NotImplemented",
    `${feature} is not part of the embedded Kubernetes API of this sandbox; use a real cluster for it ` +
      "(docs/sandbox-limits.md lists what is missing)",
  );
}
