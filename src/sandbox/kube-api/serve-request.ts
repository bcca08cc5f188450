import type { Json, JsonObject } from "../../base/json.ts";
import { badRequest, methodNotAllowed, notFound, unknownPath } from "./errors/refusals.ts";
import type { Kind } from "./kinds/kind.ts";
import { withMeta, type StoredObject } from "./objects/kube-object.ts";
import { Renderer } from "./output/renderer.ts";
import type { ApiRequest } from "./request/api-request.ts";
import { readDeleteOptions } from "./request/delete-options.ts";
import { judgeStrictly, readFieldValidation, strictErrors, strictRefusal } from "./request/field-validation.ts";
import { negotiate } from "./request/negotiate.ts";
import { mediaType, readBody, readPatch } from "./request/read-body.ts";
import { Reply } from "./request/reply.ts";
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

/** Does what a request for objects asks for. @throws ApiError */
export async function serveRequest(
  context: ServerContext,
  request: Request,
  url: URL,
  api: ApiRequest,
): Promise<Response> {
  const kind = context.kinds.find(api.group, api.version, api.plural);
  if (kind === undefined) throw unknownPath(url.pathname);
  const isSubresource = api.subresource === undefined || (api.subresource === "status" && kind.hasStatus);
  if (!isSubresource && !(api.subresource === "finalize" && kind.resource === "namespaces")) {
    throw kind.rules.isCustom ? notFound(groupResource(kind), api.name ?? "") : unknownPath(url.pathname);
  }
  if (
    !kind.verbs.includes(api.verb) ||
    (api.subresource !== undefined && !["get", "update", "patch"].includes(api.verb))
  ) {
    throw methodNotAllowed(groupResource(kind), api.verb);
  }
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
  }
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
  const { context, kind, renderer, reply } = job;
  const found = context.reads().get(keyOf(target(job)));
  if (found === undefined) throw notFound(groupResource(kind), job.api.name ?? "");
  return reply.send(200, renderer.one(context.presenter.present(found, kind)));
}

function list({ context, kind, api, query, renderer, reply }: Job): Response {
  const { objects, metadata } = listObjects(context, kind, namespaceOf(kind, api), query);
  return reply.send(200, renderer.list(objects, metadata));
}

function watch({ context, kind, api, query, renderer, reply, request }: Job): Response {
  return reply.stream(watchObjects(context, kind, namespaceOf(kind, api), query, renderer, request.signal));
}

function namespaceOf(kind: Kind, api: ApiRequest): string | undefined {
  return kind.namespaced ? api.namespace : undefined;
}

async function create(job: Job): Promise<Response> {
  const { context, kind, renderer, reply } = job;
  if (kind.namespaced && job.api.namespace === undefined) throw methodNotAllowed(groupResource(kind), "create");
  const draft = await readObject(job, "CreateOptions");
  if (kind.rules.answerCreate !== undefined) return reply.send(201, kind.rules.answerCreate(draft));
  const created = createObject(context, target(job), draft);
  return reply.send(201, renderer.one(created));
}

async function update(job: Job): Promise<Response> {
  const { context, kind, renderer, reply, api } = job;
  const draft = await readObject(job, "UpdateOptions");
  const { name = "" } = api;
  const given = draft.metadata.name ?? "";
  if (given !== "" && given !== name) {
    throw badRequest(`the name of the object (${given}) does not match the name on the URL (${name})`);
  }
  const named = withMeta(draft, { name });
  if (kind.rules.createOnUpdate && context.store.get(keyOf(target(job))) === undefined) {
    return reply.send(201, renderer.one(createObject(context, target(job), named)));
  }
  return reply.send(200, renderer.one(updateObject(context, target(job), () => named)));
}

async function readObject(
  { context, request, query, kind, reply }: Job,
  optionsKind: string,
): ReturnType<typeof decoded> {
  const validation = readFieldValidation(query, optionsKind);
  const body = await readBody(request);
  return decoded(context, kind, body?.value ?? {}, (unknownFields) => {
    const errors = strictErrors(body?.duplicates ?? [], unknownFields);
    judgeStrictly(errors, validation, (text) => reply.warn(text), strictRefusal(kind.names.kind, kind.version));
  });
}

async function decoded(
  context: ServerContext,
  kind: Kind,
  value: Json,
  judge: (unknownFields: readonly string[]) => void,
): Promise<ReturnType<ServerContext["decoder"]["decode"]>["object"]> {
  const { object, unknownFields } = context.decoder.decode(value, kind);
  judge(unknownFields);
  return object;
}

async function patch(job: Job): Promise<Response> {
  const { context, request, query, kind, renderer, reply } = job;
  const type = mediaType(request);
  checkPatchType(type, kind);
  const validation = readFieldValidation(query, "PatchOptions");
  const body = await readPatch(request);
  const change = patchedObject(context, target(job), { type, body, validation });
  return reply.send(200, renderer.one(updateObject(context, target(job), change)));
}

async function remove(job: Job): Promise<Response> {
  const { context, kind, renderer, reply, api } = job;
  const options = readDeleteOptions((await readBody(job.request))?.value);
  const dryRun = api.dryRun || options.dryRun;
  const deletion = deleteObject(context, { ...target(job), dryRun }, options);
  const { object } = deletion;
  return reply.send(200, deletion.outcome === "removed" ? deletedStatus(object, kind) : renderer.one(object));
}

async function removeAll(job: Job): Promise<Response> {
  const { context, kind, api, query, renderer, reply } = job;
  const options = readDeleteOptions((await readBody(job.request))?.value);
  const dryRun = api.dryRun || options.dryRun;
  const { objects, metadata } = listObjects(context, kind, namespaceOf(kind, api), query);
  const deleted: StoredObject[] = objects.map((object) => {
    const each = { ...target(job, object.metadata.name), namespace: object.metadata.namespace, dryRun };
    return deleteObject(context, each, { dryRun }).object;
  });
  const answer: JsonObject = renderer.list(deleted, metadata);
  return reply.send(200, answer);
}
