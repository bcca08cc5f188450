import type { Step } from "./scenario.ts";

type Extra = Partial<Omit<Step, "title" | "method" | "path" | "body">>;

const json = { "content-type": "application/json" };

/** GET. */
export function get(title: string, path: string, extra: Extra = {}): Step {
  return { title, method: "GET", path, ...extra };
}

/** POST of an object as JSON, or of a text as it is. */
export function post(title: string, path: string, body: object | string, extra: Extra = {}): Step {
  return { title, method: "POST", path, body: textOf(body), ...extra, headers: { ...json, ...extra.headers } };
}

/** PUT of an object as JSON, or of a text as it is. */
export function put(title: string, path: string, body: object | string, extra: Extra = {}): Step {
  return { title, method: "PUT", path, body: textOf(body), ...extra, headers: { ...json, ...extra.headers } };
}

/** DELETE, with options in the body when there are some. */
export function remove(title: string, path: string, options?: object | string, extra: Extra = {}): Step {
  if (options === undefined) return { title, method: "DELETE", path, ...extra };
  return { title, method: "DELETE", path, body: textOf(options), ...extra, headers: { ...json, ...extra.headers } };
}

/** PATCH with the content type `application/<type>`, such as `merge-patch+json`. */
export function patch(title: string, type: string, path: string, body: object | string): Step {
  return { title, method: "PATCH", path, body: textOf(body), headers: { "content-type": `application/${type}` } };
}

/** RFC 7386. */
export function mergePatch(title: string, path: string, body: object | string): Step {
  return patch(title, "merge-patch+json", path, body);
}

/** RFC 6902. */
export function jsonPatch(title: string, path: string, body: object | string): Step {
  return patch(title, "json-patch+json", path, body);
}

/** GET of a watch; `path` has the query beside `watch=true`. */
export function watch(title: string, path: string, frames: number | "all", extra: Extra = {}): Step {
  return { title, method: "GET", path: `${path}${path.includes("?") ? "&" : "?"}watch=true`, frames, ...extra };
}

function textOf(body: object | string): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
