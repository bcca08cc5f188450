import type { group, version } from "./group.ts";

/** The members of an object's metadata that the operator reads. */
export interface KindMeta {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** Opaque: compare for equality only. */
  readonly resourceVersion: string;
  readonly generation: number;
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
  readonly finalizers?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An object of one of the operator's kinds, as the API server returns it. */
export interface KindObject<Kind extends string, Spec, Status> {
  readonly apiVersion: `${typeof group}/${typeof version}`;
  readonly kind: Kind;
  readonly metadata: KindMeta;
  readonly spec: Spec;
  readonly status?: Status;
}
