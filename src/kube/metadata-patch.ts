import type { JsonPatchOperation, ObjectMeta } from "./client.ts";

/** What is to hold of an object's metadata. What is not named stays as it is. */
export interface MetadataChange {
  readonly addFinalizers?: readonly string[] | undefined;
  readonly removeFinalizers?: readonly string[] | undefined;
  /** Null removes the annotation. */
  readonly annotations?: Readonly<Record<string, string | null>> | undefined;
}

/**
 * The JSON Patch that makes the change, and fails when the object is no longer exactly the one that was read. Empty when
 * the change holds already.
 */
export function metadataPatch(metadata: ObjectMeta, change: MetadataChange): readonly JsonPatchOperation[] {
  const operations = [...finalizerOperations(metadata, change), ...annotationOperations(metadata, change)];
  if (operations.length === 0) return [];
  return [
    { op: "test", path: "/metadata/uid", value: metadata.uid },
    { op: "test", path: "/metadata/resourceVersion", value: metadata.resourceVersion },
    ...operations,
  ];
}

/** The list as a whole: positions of single entries would say less of what is meant. */
function finalizerOperations({ finalizers }: ObjectMeta, change: MetadataChange): JsonPatchOperation[] {
  const { addFinalizers = [], removeFinalizers = [] } = change;
  const before = finalizers ?? [];
  const kept = before.filter((finalizer) => !removeFinalizers.includes(finalizer));
  const after = [...kept, ...addFinalizers.filter((finalizer) => !kept.includes(finalizer))];
  if (after.length === before.length && after.every((finalizer, index) => finalizer === before[index])) return [];
  if (after.length === 0) return [{ op: "remove", path: "/metadata/finalizers" }];
  return [{ op: finalizers === undefined ? "add" : "replace", path: "/metadata/finalizers", value: after }];
}

/** One by one where there are some already, since a cache may not hold all of them. */
function annotationOperations({ annotations }: ObjectMeta, change: MetadataChange): JsonPatchOperation[] {
  const changes = Object.entries(change.annotations ?? {}).filter(
    ([name, value]) => (annotations?.[name] ?? null) !== value,
  );
  if (changes.length === 0) return [];
  if (annotations === undefined)
    return [{ op: "add", path: "/metadata/annotations", value: Object.fromEntries(changes) }];
  return changes.map(([name, value]) => {
    const path = `/metadata/annotations/${escapePointer(name)}`;
    return value === null ? { op: "remove", path } : { op: "add", path, value };
  });
}

/** RFC 6901: the two characters with a meaning in a pointer. */
function escapePointer(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}
