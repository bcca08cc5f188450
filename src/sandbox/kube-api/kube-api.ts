import { timingSafeEqual } from "node:crypto";
import type { Clock } from "../../base/clock.ts";
import { seededRandom, type Random } from "../../base/random.ts";
import { ConnectionDropped } from "../connection-dropped.ts";
import { Controls, refusalOf, type Verdict } from "./controls/controls.ts";
import { discover } from "./discovery/discovery.ts";
import { OpenApi } from "./discovery/open-api.ts";
import { versionInfo } from "./discovery/server-version.ts";
import { ApiError } from "./errors/api-error.ts";
import { NotServed } from "./errors/not-served.ts";
import { builtInKinds } from "./kinds/built-in-kinds.ts";
import { apiVersionOf } from "./kinds/kind.ts";
import { KindRegistry } from "./kinds/kind-registry.ts";
import { namespaceKind } from "./kinds/namespace-kind.ts";
import { ObjectDecoder } from "./verbs/decode-object.ts";
import type { DraftObject, StoredObject } from "./objects/kube-object.ts";
import { parseApiRequest, type ApiRequest } from "./request/api-request.ts";
import { refusal, Reply } from "./request/reply.ts";
import { serveRequest } from "./serve-request.ts";
import { ObjectStore } from "./store/object-store.ts";
import { firstRevisionAfter, loadObjects, saveObjects, type SavedObjects } from "./store/saved-objects.ts";
import { createObject } from "./verbs/create-object.ts";
import { followChanges } from "./verbs/follow-changes.ts";
import { Presenter } from "./verbs/presenter.ts";
import type { ServerContext } from "./verbs/server-context.ts";
import { Watches } from "./verbs/watches.ts";

export interface KubeApiOptions {
  readonly clock: Clock;
  /** Makes UIDs and generated names; by default a sequence that is always the same. */
  readonly random?: Random;
  /** The bearer token that requests have to carry; by default none is asked for. */
  readonly token?: string;
  /** How many changes can at least be looked back on; by default 5,000. */
  readonly historyLimit?: number;
  /** What it begins with, from another one's `save`; by default two empty namespaces. */
  readonly saved?: SavedObjects | undefined;
}

/**
 * A small Kubernetes API in this process. What it accepts it answers as a real server does; docs/sandbox-limits.md lists
 * what it refuses. It has no timers of its own but those of open watches, and those only on the clock that it is given.
 */
export interface KubeApi {
  /**
   * Answers one request. Bodies of watches are streams that end, or fail, as those of a connection do; aborting the
   * request's signal ends them. Rejects with ConnectionDropped where `controls` break the connection.
   */
  handle(request: Request): Promise<Response>;
  /** Makes it misbehave on purpose. */
  readonly controls: Controls;
  /** Puts an object there as it is elsewhere, with its uid, generation and status; unchecked. Its kind must be served. */
  restore(object: DraftObject): void;
  /** Every object there is, in the form in which it is kept. */
  snapshot(): readonly StoredObject[];
  /** Every object but leases, to be kept for another one. */
  save(): SavedObjects;
  readonly token: string | undefined;
}

export function createKubeApi(options: KubeApiOptions): KubeApi {
  const { clock, random = seededRandom(1), token, historyLimit = 5_000, saved } = options;
  const store = new ObjectStore(historyLimit, saved === undefined ? undefined : firstRevisionAfter(saved));
  const watches = new Watches();
  const controls = new Controls(store, watches);
  const kinds = new KindRegistry();
  for (const kind of builtInKinds()) kinds.add(kind);
  const context: ServerContext = {
    clock,
    random,
    store,
    kinds,
    decoder: new ObjectDecoder(),
    presenter: new Presenter(),
    watches,
    reads: () => controls.reads,
  };
  followChanges(context);
  for (const name of ["default", "kube-system"]) createNamespace(context, name);

  const openApi = new OpenApi();
  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const api = parseApiRequest(request.method, url);
    const verdict = controls.judge({ method: request.method, path: `${url.pathname}${url.search}`, api });
    if (verdict.kind === "loseRequest") throw new ConnectionDropped();
    const response = await respond({ request, url, api, verdict });
    if (verdict.kind === "loseReply") throw new ConnectionDropped();
    return response;
  };
  const respond = async ({ request, url, api, verdict }: Incoming): Promise<Response> => {
    try {
      if (verdict.kind === "refuse") throw refusalOf(verdict);
      checkToken(request, token);
      return answerAboutServer(request, url, context, openApi) ?? (await serveObjects(context, request, url, api));
    } catch (error) {
      return answerTo(error);
    }
  };
  const restore = (object: DraftObject): void => {
    const kind = kinds
      .all()
      .find((each) => apiVersionOf(each) === object.apiVersion && each.names.kind === object.kind);
    if (kind === undefined) throw new Error(`${object.apiVersion} ${object.kind} is not served`);
    const { name = "", namespace = "" } = object.metadata;
    if (
      kind.namespaced &&
      store.get({ resource: namespaceKind.resource, namespace: "", name: namespace }) === undefined
    ) {
      createNamespace(context, namespace);
    }
    store.put({ resource: kind.resource, namespace: kind.namespaced ? namespace : "", name }, object);
  };
  if (saved !== undefined) {
    loadObjects(saved, restore);
    // To whoever knew the former server, its history is too old.
    store.compact();
  }
  return { handle: answer, controls, restore, snapshot: () => store.all(), save: () => saveObjects(store), token };
}

interface Incoming {
  readonly request: Request;
  readonly url: URL;
  readonly api: ApiRequest | undefined;
  readonly verdict: Verdict;
}

function createNamespace(context: ServerContext, name: string): void {
  const target = { kind: namespaceKind, namespace: undefined, dryRun: false, warn: () => undefined };
  createObject(context, target, { apiVersion: "v1", kind: "Namespace", metadata: { name } });
}

async function serveObjects(
  context: ServerContext,
  request: Request,
  url: URL,
  api: ApiRequest | undefined,
): Promise<Response> {
  if (api === undefined) throw new NotServed(url.pathname);
  return serveRequest(context, request, url, api);
}

function checkToken(request: Request, token: string | undefined): void {
  if (token === undefined) return;
  const given = Buffer.from(request.headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new ApiError(401, "Unauthorized", "Unauthorized");
}

/** The answer to a request that failed; a fault of this server is told as such, as real servers do. */
function answerTo(error: unknown): Response {
  if (error instanceof ApiError) return refusal(error);
  if (error instanceof NotServed) return error.refusal === undefined ? nothingThere() : refusal(error.refusal);
  const message = error instanceof Error ? error.message : String(error);
  return refusal(new ApiError(500, "InternalError", `Internal error occurred: ${message}`, { causes: [{ message }] }));
}

/** What the server says where it serves nothing. */
function nothingThere(): Response {
  return new Response("404 page not found\n", {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}

/** Content type and body that kubectl takes for a server without OpenAPI 2. */
const noOpenApi2 = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

function answerAboutServer(request: Request, url: URL, context: ServerContext, openApi: OpenApi): Response | undefined {
  const path = url.pathname;
  if (request.method !== "GET" && request.method !== "HEAD") return undefined;
  if (/^\/(healthz|livez|readyz)(\/ping)?$/.test(path)) return new Response("ok");
  if (path === "/version") return new Reply().send(200, versionInfo);
  if (path === "/openapi/v2") return new Response(new Uint8Array(), { headers: { "content-type": noOpenApi2 } });
  const kinds = context.kinds.all();
  if (path.startsWith("/openapi/v3")) {
    const document = openApi.answer(path, kinds, context.kinds.generation);
    if (document === undefined) return new Response(null, { status: 404 });
    const isIndex = path.replace(/\/$/, "") === "/openapi/v3";
    return new Response(JSON.stringify(document), {
      headers: { "content-type": isIndex ? "text/plain; charset=utf-8" : "application/json" },
    });
  }
  const found = discover(url, request.headers.get("accept") ?? "", kinds);
  if (found === undefined) return undefined;
  return new Response(JSON.stringify(found.body), { headers: { "content-type": found.contentType } });
}
