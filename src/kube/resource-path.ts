import type { ObjectRef, ResourceType } from "./client.ts";

/** The path of a collection: of one namespace, or of the whole cluster when none is given. */
export function collectionPath(type: ResourceType, namespace: string | undefined): string {
  const root = type.group === "" ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  if (namespace === undefined) return `${root}/${type.plural}`;
  if (!type.namespaced) throw new TypeError(`${type.plural} have no namespace, got ${JSON.stringify(namespace)}`);
  return `${root}/namespaces/${segment(namespace)}/${type.plural}`;
}

/** The path of one object or of its subresource. */
export function objectPath(type: ResourceType, ref: ObjectRef, subresource?: "status"): string {
  if (type.namespaced && ref.namespace === undefined) {
    throw new TypeError(`${type.plural} need a namespace, got only the name ${JSON.stringify(ref.name)}`);
  }
  const path = `${collectionPath(type, ref.namespace)}/${segment(ref.name)}`;
  return subresource === undefined ? path : `${path}/${subresource}`;
}

/** `path` with the parameters that have a value. */
export function withQuery(path: string, parameters: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** A name from outside must stay one segment of the path, or it would address something else. */
function segment(name: string): string {
  if (name === "" || name === "." || name === "..") {
    throw new TypeError(`${JSON.stringify(name)} is not the name of an object`);
  }
  return encodeURIComponent(name);
}
