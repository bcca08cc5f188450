import type { JsonObject } from "../../../base/json.ts";
import { ApiError } from "../errors/api-error.ts";
import { badRequest, expired, invalidObject } from "../errors/refusals.ts";
import { fieldErrorText, invalid } from "../errors/field-error.ts";
import type { Kind } from "../kinds/kind.ts";
import type { StoredObject } from "../objects/kube-object.ts";
import { objectSelector } from "../selectors/object-selector.ts";
import type { StoreView } from "../store/object-store.ts";
import type { ServerContext } from "./server-context.ts";

/** One page of a list. */
export interface ListPage {
  readonly objects: readonly StoredObject[];
  /** resourceVersion, and what is needed to go on. */
  readonly metadata: JsonObject;
}

/** Lists what a request asks for. @throws ApiError 400, 410 or 504 */
export function listObjects(
  context: ServerContext,
  kind: Kind,
  namespace: string | undefined,
  query: URLSearchParams,
): ListPage {
  const token = readContinue(query);
  const limit = readLimit(query);
  const view = viewFor(context, query, token);
  const selects = objectSelector(kind, namespace, query);
  const all = view
    .list(kind.resource, kind.namespaced ? namespace : undefined)
    .map((object) => context.presenter.present(object, kind))
    .filter(selects);
  const rest = token === undefined ? all : all.filter((object) => idOf(object) > token.start);
  const resourceVersion = `${view.revision}`;
  if (!(limit > 0) || rest.length <= limit) return { objects: rest, metadata: { resourceVersion } };
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const next = last === undefined ? "" : writeContinue({ rv: view.revision, start: idOf(last) });
  const isFiltered = query.has("labelSelector") || query.has("fieldSelector");
  const remaining = isFiltered ? {} : { remainingItemCount: rest.length - limit };
  return { objects: page, metadata: { resourceVersion, continue: next, ...remaining } };
}

function idOf({ metadata }: StoredObject): string {
  return `${metadata.namespace ?? ""}/${metadata.name}`;
}

interface ContinueToken {
  readonly rv: number;
  readonly start: string;
}

function writeContinue(token: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", ...token })).toString("base64url");
}

function readContinue(query: URLSearchParams): ContinueToken | undefined {
  const text = query.get("continue") ?? "";
  if (text === "") return undefined;
  const decoded = Buffer.from(text, "base64url").toString("utf8");
  try {
    const { rv, start } = JSON.parse(decoded) as Partial<ContinueToken>;
    if (typeof rv === "number" && typeof start === "string") return { rv, start };
  } catch {
    // Told below, as any other token that this server did not write.
  }
  const why = `invalid character '${text.charAt(0)}' looking for beginning of value`;
  throw badRequest(`invalid continue token: continue key is not valid: ${why}`);
}

const continueExpired =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the " +
  "continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing " +
  "with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the " +
  "time the first chunk was returned and now may show up in the list.";

function readLimit(query: URLSearchParams): number {
  const text = query.get("limit") ?? "";
  if (/^-?\d*$/.test(text)) return Number(text);
  throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function viewFor(context: ServerContext, query: URLSearchParams, token: ContinueToken | undefined): StoreView {
  const { store } = context;
  const version = query.get("resourceVersion") ?? "";
  if (token !== undefined) {
    if (version !== "" && version !== "0") {
      throw badRequest("specifying resource version is not allowed when using continue");
    }
    if (token.rv < store.oldestRevision) throw expired(continueExpired);
    return store.at(token.rv);
  }
  const match = query.get("resourceVersionMatch") ?? "";
  if (match !== "" && version === "") {
    const detail = "resourceVersionMatch is forbidden unless resourceVersion is provided";
    throw invalidObject({ group: "meta.k8s.io", kind: "ListOptions" }, "", [
      { type: "FieldValueForbidden", field: "resourceVersionMatch", detail },
    ]);
  }
  if (version === "" || version === "0") return context.reads();
  const revision = parseRevision(version);
  if (match === "Exact") {
    if (revision < store.oldestRevision) throw expired(`The resourceVersion for the provided list is too old.`);
    return store.at(revision);
  }
  if (revision > store.revision) throw tooLargeVersion(revision, store.revision);
  const view = context.reads();
  return view.revision >= revision ? view : store;
}

function parseRevision(version: string): number {
  if (/^\d+$/.test(version)) return Number(version);
  const detail = `strconv.ParseUint: parsing ${JSON.stringify(version)}: invalid syntax`;
  throw badRequest(`invalid resource version: ${fieldErrorText(invalid("resourceVersion", version, detail))}`);
}

/** The real server waits a few seconds for that version to come; this one has no other replica from which it could. */
function tooLargeVersion(wanted: number, current: number): ApiError {
  return new ApiError(504, "Timeout", `Timeout: Too large resource version: ${wanted}, current: ${current}`, {
    retryAfterSeconds: 1,
    causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
  });
}
