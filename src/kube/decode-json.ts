import type { JsonObject } from "../base/json.ts";
import { isJsonObject } from "../base/json.ts";
import type { KubeList, KubeObject, ResourceType } from "./client.ts";
import { KubeTransportError } from "./kube-error.ts";

/**
 * The JSON object in `text`. Throws a KubeTransportError that says nothing of the text, which may hold secrets (the
 * parser's own message quotes it).
 */
export function decodeJsonObject(text: string, what: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new KubeTransportError(`${what}: the answer is not JSON (${text.length} characters)`);
  }
  if (!isJsonObject(value)) throw new KubeTransportError(`${what}: the answer is not a JSON object`);
  return value;
}

/**
 * The object in a decoded answer. Controllers rely on name, uid and resource version, so those are checked; the rest is
 * the business of the schema. Items of a list lack apiVersion and kind for built-in types: they get those of the list.
 */
export function decodeObject<T extends KubeObject>(value: unknown, type: ResourceType, what: string): T {
  if (!isJsonObject(value) || !isJsonObject(value["metadata"])) {
    throw new KubeTransportError(`${what}: the answer is not an object with metadata`);
  }
  for (const member of ["name", "uid", "resourceVersion"]) {
    if (typeof value["metadata"][member] !== "string") {
      throw new KubeTransportError(`${what}: the answer has no metadata.${member}`);
    }
  }
  return withKind(type, value) as unknown as T;
}

/** The object with apiVersion and kind, those of `type` where it has none itself. */
export function withKind(type: ResourceType, object: JsonObject): JsonObject {
  const apiVersion = type.group === "" ? type.version : `${type.group}/${type.version}`;
  return { apiVersion, kind: type.kind, ...object };
}

/** The page of a list in a decoded answer. */
export function decodeList<T extends KubeObject>(value: JsonObject, type: ResourceType, what: string): KubeList<T> {
  const metadata = value["metadata"];
  const items = value["items"];
  if (!isJsonObject(metadata) || typeof metadata["resourceVersion"] !== "string") {
    throw new KubeTransportError(`${what}: the list has no metadata.resourceVersion`);
  }
  // The server writes an empty list of a Go slice that is nil as null.
  if (!Array.isArray(items) && items !== null) throw new KubeTransportError(`${what}: the list has no items`);
  const next = metadata["continue"];
  return {
    resourceVersion: metadata["resourceVersion"],
    ...(typeof next === "string" && next !== "" ? { continue: next } : {}),
    items: (items ?? []).map((item: unknown) => decodeObject<T>(item, type, what)),
  };
}
