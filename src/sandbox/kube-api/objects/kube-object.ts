import type { Json, JsonObject } from "../../../base/json.ts";

/** An object's metadata as a request may give it. */
export interface DraftMeta extends JsonObject {
  readonly name?: string | undefined;
  readonly generateName?: string | undefined;
  readonly namespace?: string | undefined;
  readonly uid?: string | undefined;
  readonly resourceVersion?: string | undefined;
  readonly generation?: number | undefined;
  readonly creationTimestamp?: string | null | undefined;
  readonly deletionTimestamp?: string | undefined;
  readonly deletionGracePeriodSeconds?: number | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly finalizers?: readonly string[] | undefined;
  readonly ownerReferences?: readonly JsonObject[] | undefined;
}

/** An object as a request may give it: decoded, its metadata of the right types, nothing validated yet. */
export interface DraftObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: DraftMeta;
}

/** What the server guarantees about the metadata of everything it keeps. */
export interface StoredMeta extends DraftMeta {
  readonly name: string;
  readonly uid: string;
  readonly creationTimestamp: string;
  /** Decimal. */
  readonly resourceVersion: string;
}

/** An object as the server keeps and returns it. Never changed in place. */
export interface StoredObject extends DraftObject {
  readonly metadata: StoredMeta;
}

/** The object with other metadata members; those given as undefined are removed. */
export function withMeta<T extends DraftObject>(object: T, changes: Partial<DraftMeta>): T {
  const metadata = Object.fromEntries(
    Object.entries({ ...object.metadata, ...changes }).filter(([, value]) => value !== undefined),
  );
  return { ...object, metadata };
}

/** The object with a top-level member set, or removed where `value` is undefined. */
export function withMember<T extends JsonObject>(object: T, member: string, value: Json | undefined): T {
  if (value !== undefined) return { ...object, [member]: value };
  if (!(member in object)) return object;
  const { [member]: _removed, ...rest } = object;
  return rest as T;
}
