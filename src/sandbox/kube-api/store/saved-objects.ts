import type { DraftObject, StoredObject } from "../objects/kube-object.ts";
import { withMeta } from "../objects/kube-object.ts";
import type { ObjectStore } from "./object-store.ts";

/** Every object as JSON, Secrets as they are. */
export interface SavedObjects {
  /** Of the last write. */
  readonly revision: number;
  readonly objects: readonly StoredObject[];
}

/**
 * How far apart the revisions of two servers are that had the same objects one after the other. Far more than a server
 * writes without being saved, so that no revision means two things.
 */
const revisionGap = 1_000_000;

/** Where the revisions of a server begin that takes over saved objects. */
export function firstRevisionAfter({ revision }: SavedObjects): number {
  return revision + revisionGap;
}

/** Everything but leases: whoever held one held it on this server, and would only be waited for on the next. */
export function saveObjects(store: ObjectStore): SavedObjects {
  return { revision: store.revision, objects: store.all().filter(({ kind }) => kind !== "Lease") };
}

/**
 * Puts saved objects there one by one, so that each finds what it needs: first the namespaces and definitions, and those
 * that are being deleted as such only at the end, when what they wait for is there.
 */
export function loadObjects({ objects }: SavedObjects, restore: (object: DraftObject) => void): void {
  const frames = objects.filter(({ kind }) => kind === "Namespace" || kind === "CustomResourceDefinition");
  for (const frame of frames) restore(withMeta(frame, { deletionTimestamp: undefined }));
  for (const object of objects) if (!frames.includes(object)) restore(object);
  for (const frame of frames) if (frame.metadata.deletionTimestamp !== undefined) restore(frame);
}
