import type { KubeObject, WatchEvent } from "./client.ts";
import type { ObjectChange } from "./object-change.ts";
import { objectKey } from "./object-key.ts";
import { slimObject } from "./slim-object.ts";
import type { ObjectStore } from "./store.ts";

/**
 * Brings lists and watch frames into a store and tells what changed. Repeated frames change nothing. Where the name is
 * the same and the UID is not, an object was deleted and another one created, and so it is told.
 */
export class CacheWriter<T extends KubeObject> {
  readonly #store: ObjectStore<T>;
  readonly #notify: (change: ObjectChange<T>) => void;
  /** The keys this writer brought in; a store may have several writers, each for its namespace. */
  readonly #keys = new Set<string>();
  #listed = false;

  constructor(store: ObjectStore<T>, notify: (change: ObjectChange<T>) => void) {
    this.#store = store;
    this.#notify = notify;
  }

  /** Makes `objects` all that there is. */
  replaceAll(objects: readonly T[]): void {
    const vanished = new Set(this.#keys);
    for (const object of objects) {
      vanished.delete(objectKey(object.metadata));
      this.#put(object);
    }
    for (const key of vanished) this.#remove(key);
    this.#listed = true;
  }

  apply(event: Exclude<WatchEvent<T>, { type: "BOOKMARK" }>): void {
    if (event.type !== "DELETED") {
      this.#put(event.object);
      return;
    }
    const key = objectKey(event.object.metadata);
    // A late frame about a predecessor says nothing about the object that is there now.
    if (this.#store.get(key)?.metadata.uid === event.object.metadata.uid) this.#remove(key, slimObject(event.object));
  }

  #put(raw: T): void {
    const key = objectKey(raw.metadata);
    const known = this.#store.get(key);
    if (known !== undefined && known.metadata.uid !== raw.metadata.uid) this.#remove(key);
    else if (known?.metadata.resourceVersion === raw.metadata.resourceVersion) return;
    const object = slimObject(raw);
    const old = this.#store.put(object);
    this.#keys.add(key);
    this.#notify(
      old === undefined
        ? { type: "added", key, object, initial: !this.#listed }
        : { type: "updated", key, old, object },
    );
  }

  #remove(key: string, finalState?: T): void {
    const old = this.#store.remove(key);
    this.#keys.delete(key);
    if (old !== undefined) this.#notify({ type: "deleted", key, object: finalState ?? old });
  }
}
