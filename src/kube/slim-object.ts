import type { KubeObject } from "./client.ts";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * The object as caches hold it: without managedFields and kubectl's last-applied annotation, which are large and of no
 * use to a controller, and frozen, since all readers share it. When that annotation was the only one, an empty
 * `annotations` stays: a JSON Patch that created the member anew would remove the annotation on the server.
 */
export function slimObject<T extends KubeObject>(object: T): T {
  const {
    managedFields: _dropped,
    annotations,
    ...metadata
  } = object.metadata as T["metadata"] & {
    readonly managedFields?: unknown;
  };
  const kept =
    annotations === undefined
      ? undefined
      : Object.fromEntries(Object.entries(annotations).filter(([name]) => name !== lastApplied));
  return deepFreeze({ ...object, metadata: kept === undefined ? metadata : { ...metadata, annotations: kept } });
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
