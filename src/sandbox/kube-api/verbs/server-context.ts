import type { Clock } from "../../../base/clock.ts";
import type { Random } from "../../../base/random.ts";
import type { KindRegistry } from "../kinds/kind-registry.ts";
import type { ObjectDecoder } from "./decode-object.ts";
import type { ObjectStore, StoreView } from "../store/object-store.ts";
import type { Presenter } from "./presenter.ts";
import type { Watches } from "./watches.ts";

/** What the verbs work with. */
export interface ServerContext {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: ObjectStore;
  readonly kinds: KindRegistry;
  readonly decoder: ObjectDecoder;
  readonly presenter: Presenter;
  readonly watches: Watches;
  /** What gets and lists see: the store, or an older state of it where a test wants stale reads. */
  reads(): StoreView;
}

/** The present second, in the form in which objects tell times. */
export function timestamp(clock: Clock): string {
  return new Date(clock.nowMs()).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** A random UUID, version 4. */
export function newUid(random: Random): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.trunc(random() * 16).toString(16)).join("");
  const variant = "89ab".charAt(Math.trunc(random() * 4));
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}
