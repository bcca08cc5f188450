import { ApiError } from "./errors/api-error.ts";
import { NotServed } from "./errors/not-served.ts";
import { badRequest, methodNotAllowed, notFound } from "./errors/refusals.ts";
import { fieldErrorText, invalid } from "./errors/field-error.ts";
import type { Kind } from "./kinds/kind.ts";
import { withMeta, type DraftObject } from "./objects/kube-object.ts";
import { Renderer } from "./output/renderer.ts";
import type { ApiRequest } from "./request/api-request.ts";
import { readDeleteOptions } from "./request/delete-options.ts";
import { judgeStrictly, strictErrors, strictRefusal } from "./request/field-validation.ts";
import { negotiate } from "./request/negotiate.ts";
import { mediaType, readBody, readOptionsBody, readPatch } from "./request/read-body.ts";
import { Reply } from "./request/reply.ts";
import { readWriteOptions } from "./request/write-options.ts";
import { createObject, groupResource } from "./verbs/create-object.ts";
import { deletedStatus, deleteObject } from "./verbs/delete-object.ts";
import { listObjects } from "./verbs/list-objects.ts";
import { checkPatchType, patchedObject } from "./verbs/patch-object.ts";
import type { ServerContext } from "./verbs/server-context.ts";
import { keyOf, updateObject, type UpdateTarget } from "./verbs/update-object.ts";
import { watchObjects } from "./verbs/watch-objects.ts";

/** One request for objects of one kind, with what all verbs need. */
interface Job {
  readonly context: ServerContext;
  readonly request: Request;
  readonly api: ApiRequest;
  readonly query: URLSearchParams;
  readonly kind: Kind;
  readonly renderer: Renderer;
  readonly reply: Reply;
}

/** Does what a request for objects asks for. @throws ApiError or NotServed */
export async function serveRequest(
  context: ServerContext,
  request: Request,
  url: URL,
  api: ApiRequest,
): Promise<Response> {
  const kind = context.kinds.find(api.group, api.version, api.plural);
  if (kind === undefined || !isPlaceOf(kind, api)) throw new NotServed(url.pathname);
  refuseVerb(kind, api, url.pathname);
  const negotiated = negotiate(request.headers.get("accept"));
  const renderer = new Renderer(negotiated, kind, url.searchParams, context.clock);
  const reply = new Reply(negotiated.encoding);
  if (kind.deprecation !== undefined) reply.warn(kind.deprecation);
  const job: Job = { context, request, api, query: url.searchParams, kind, renderer, reply };
  switch (api.verb) {
    case "get":
      return get(job);
    case "list":
      return list(job);
    case "watch":
      return watch(job);
    case "create":
      return create(job);
    case "update":
      return update(job);
    case "patch":
      return patch(job);
    case "delete":
      return remove(job);
    case "deletecollection":
      return removeAll(job);
    case "":
      throw methodNotAllowed(groupResource(kind), "");
  }
}

/** Cluster-scoped kinds are in no namespace; of the others only lists can do without. */
function isPlaceOf(kind: Kind, { namespace, verb, name }: ApiRequest): boolean {
  if (!kind.namespaced) return namespace === undefined;
  return namespace !== undefined || (name === undefined && (verb === "list" || verb === "watch"));
}

function refuseVerb(kind: Kind, { verb, subresource, name }: ApiRequest, path: string): void {
  const isKnown = subresource === undefined || (subresource === "status" && kind.hasStatus);
  if (!isKnown && !(subresource === "finalize" && kind.resource === "namespaces")) {
    if (kind.rules.isCustom) throw notFound(groupResource(kind), name ?? "");
    throw new NotServed(path);
  }
  const isServed =
    subresource === undefined
      ? kind.verbs.some((own) => own === verb)
      : verb === "get" || verb === "update" || verb === "patch";
  if (!isServed) throw methodNotAllowed(groupResource(kind), verb);
  if (name === undefined && (verb === "update" || verb === "patch")) throw badRequest("name must be provided");
}

function target({ api, kind, reply }: Job, name = api.name ?? ""): UpdateTarget {
  const { namespace, dryRun, subresource } = api;
  return {
    kind,
    namespace,
    name,
    dryRun,
    subresource: subresource === "status" || subresource === "finalize" ? subresource : undefined,
    warn: (text) => reply.warn(text),
  };
}

function get(job: Job): Response {
  const { context, kind, renderer, reply, query } = job;
  const version = query.get("resourceVersion") ?? "";
  if (!/^\d*$/.test(version)) throw unreadableVersion(version);
  const found = context.reads().get(keyOf(target(job)));
  if (found === undefined) throw notFound(groupResource(kind), job.api.name ?? "");
  return reply.send(200, renderer.one(context.presenter.present(found, kind)));
}

/** Gets and watches tell this as a fault of their own. */
function unreadableVersion(version: string): ApiError {
  const detail = `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`;
  return new ApiError(500, "", fieldErrorText(invalid("resourceVersion", version, detail)));
}

function list({ context, kind, api, query, renderer, reply }: Job): Response {
  const { objects, metadata } = listObjects(context, kind, api.namespace, query);
  return reply.send(200, renderer.list(objects, metadata));
}

function watch({ context, kind, api, query, renderer, reply, request }: Job): Response {
  const version = query.get("resourceVersion") ?? "";
  if (!/^\d*$/.test(version)) throw unreadableVersion(version);
  return reply.stream(
    watchObjects(context, { kind, namespace: api.namespace }, query, { renderer, signal: request.signal }),
  );
}

async function create(job: Job): Promise<Response> {
  const { context, kind, renderer, reply } = job;
  const draft = await readObject(job, "CreateOptions");
  if (kind.rules.answerCreate !== undefined) return reply.send(201, kind.rules.answerCreate(draft));
  return reply.send(201, renderer.one(createObject(context, target(job), draft)));
}

async function update(job: Job): Promise<Response> {
  const { context, kind, renderer, reply, api } = job;
  const draft = await readObject(job, "UpdateOptions");
  const { name = "" } = api;
  const mayCreate = kind.rules.createOnUpdate && (draft.metadata.name ?? name) === name;
  if (mayCreate && context.store.get(keyOf(target(job))) === undefined) {
    return reply.send(201, renderer.one(createObject(context, target(job), withMeta(draft, { name }))));
  }
  const updated = updateObject(context, target(job), { isWhole: true, apply: () => draft });
  return reply.send(200, renderer.one(updated));
}

async function readObject(job: Job, optionsKind: "CreateOptions" | "UpdateOptions"): Promise<DraftObject> {
  const { context, request, query, kind, reply } = job;
  const validation = readWriteOptions(query, optionsKind);
  const body = await readBody(request, kind.names.kind);
  const { object, unknownFields } = context.decoder.decode(body.value, kind, body.bytes);
  const errors = strictErrors(body.duplicates, unknownFields);
  judgeStrictly(errors, validation, (text) => reply.warn(text), strictRefusal(kind.names.kind, kind.version));
  return object;
}

async function patch(job: Job): Promise<Response> {
  const { context, request, query, kind, renderer, reply } = job;
  const type = mediaType(request);
  checkPatchType(type, kind);
  const validation = readWriteOptions(query, "PatchOptions");
  const body = await readPatch(request);
  const apply = patchedObject(context, target(job), { type, body, validation });
  return reply.send(200, renderer.one(updateObject(context, target(job), { isWhole: false, apply })));
}

async function remove(job: Job): Promise<Response> {
  const { context, kind, renderer, reply, api, query } = job;
  readWriteOptions(query, "DeleteOptions");
  const options = readDeleteOptions(await readOptionsBody(job.request));
  const dryRun = api.dryRun || options.dryRun;
  const { outcome, object } = deleteObject(context, { ...target(job), dryRun }, options);
  return reply.send(200, outcome === "removed" ? deletedStatus(object, kind) : renderer.one(object));
}

async function removeAll(job: Job): Promise<Response> {
  const { context, kind, api, query, renderer, reply } = job;
  readWriteOptions(query, "DeleteOptions");
  const options = readDeleteOptions(await readOptionsBody(job.request));
  const dryRun = api.dryRun || options.dryRun;
  const { objects, metadata } = listObjects(context, kind, api.namespace, query);
  // The answer tells of those that are gone as they were, and of those that wait as they are now.
  const deleted = objects.map((object) => {
    const each = { ...target(job, object.metadata.name), namespace: object.metadata.namespace, dryRun };
    const deletion = deleteObject(context, each, { dryRun });
    return deletion.outcome === "removed" ? object : deletion.object;
  });
  return reply.send(200, renderer.list(deleted, metadata));
}
