import type { Verb } from "../kinds/kind.ts";

/** A request for objects, as its method, path and query say it. */
export interface ApiRequest {
  /** "" for a method that has no meaning here. */
  readonly verb: Verb | "";
  /** "" for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  /** Absent: all namespaces, or cluster-scoped. */
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  readonly dryRun: boolean;
}

const verbOfMethod: Readonly<Record<string, { readonly one: Verb | ""; readonly many: Verb | "" }>> = {
  GET: { one: "get", many: "list" },
  HEAD: { one: "get", many: "list" },
  POST: { one: "create", many: "create" },
  PUT: { one: "update", many: "update" },
  PATCH: { one: "patch", many: "patch" },
  DELETE: { one: "delete", many: "deletecollection" },
};

/** Reads method, path and query of a request under /api or /apis; undefined for all other paths. */
export function parseApiRequest(method: string, url: URL): ApiRequest | undefined {
  // One slash at the end makes no difference, any other empty part is no name.
  const [, root, ...rest] = url.pathname.replace(/\/$/, "").split("/").map(decoded);
  if (root !== "api" && root !== "apis") return undefined;
  const [group = "", version = "", ...path] = root === "api" ? ["", ...rest] : rest;
  if (path.includes("")) return undefined;
  const place = readPlace(path);
  if (place === undefined) return undefined;
  const verbs = verbOfMethod[method] ?? { one: "", many: "" };
  const isWatch = method === "GET" && ["true", "1", ""].includes(url.searchParams.get("watch") ?? "no");
  const verb = place.name === undefined ? (isWatch ? "watch" : verbs.many) : verbs.one;
  return { verb, group, version, ...place, dryRun: url.searchParams.getAll("dryRun").includes("All") };
}

/** A part of a path as it is meant; what is no proper escape stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function readPlace(
  path: readonly string[],
): Pick<ApiRequest, "plural" | "namespace" | "name" | "subresource"> | undefined {
  const [first, second, third, fourth, fifth] = path;
  if (first === undefined || path.length > 5) return undefined;
  // Below a namespace everything but its own subresources is a resource in it.
  if (first === "namespaces" && second !== undefined && third !== undefined && !namespaceParts.has(third)) {
    return { plural: third, namespace: second, name: fourth, subresource: fifth };
  }
  if (path.length > 3) return undefined;
  return { plural: first, namespace: undefined, name: second, subresource: third };
}

const namespaceParts = new Set(["status", "finalize"]);
