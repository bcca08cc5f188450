import type { ObjectRef } from "./client.ts";

/** `namespace/name`, or the name alone where there is no namespace: the key of stores and queues. */
export function objectKey(ref: ObjectRef): string {
  return ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`;
}
