import { withMeta, type DraftObject, type StoredObject } from "../objects/kube-object.ts";
import { expired } from "../errors/refusals.ts";

/** Where an object is kept. `resource` is the same for all versions of a kind; cluster-scoped objects have namespace "". */
export interface ObjectKey {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

/** One committed write. `object` carries the revision as its resourceVersion; a deletion's is the last state. */
export interface Change extends ObjectKey {
  readonly revision: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: StoredObject;
  readonly previous: StoredObject | undefined;
}

/** What can be read at one revision. */
export interface StoreView {
  readonly revision: number;
  get(key: ObjectKey): StoredObject | undefined;
  /** In the order of namespace and name. */
  list(resource: string, namespace?: string): readonly StoredObject[];
}

/** Where counting starts, so that the versions of long ago (1, 2, ...) are too old here as they are on a server in use. */
const firstRevision = 100;

/**
 * Keeps objects and the history of their changes. Revisions are shared by all resources and grow by one with each write.
 * At most `historyLimit` changes can be looked back on.
 */
export class ObjectStore implements StoreView {
  readonly #objects = new Map<string, Map<string, StoredObject>>();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #historyLimit: number;
  #history: Change[] = [];
  #revision: number;
  #oldestRevision: number;

  /** @param startRevision where counting starts. */
  constructor(historyLimit: number, startRevision: number = firstRevision) {
    this.#historyLimit = historyLimit;
    this.#revision = startRevision;
    this.#oldestRevision = startRevision;
  }

  /** That of the last write. */
  get revision(): number {
    return this.#revision;
  }

  /** The oldest revision that can still be read, and watched from. */
  get oldestRevision(): number {
    return this.#oldestRevision;
  }

  get({ resource, namespace, name }: ObjectKey): StoredObject | undefined {
    return this.#objects.get(resource)?.get(idOf(namespace, name));
  }

  list(resource: string, namespace?: string): readonly StoredObject[] {
    return sortedList(this.#objects.get(resource) ?? new Map(), namespace);
  }

  /** Every object there is. */
  all(): readonly StoredObject[] {
    return [...this.#objects.keys()].toSorted().flatMap((resource) => this.list(resource));
  }

  /** The resources that have objects in a namespace. */
  resourcesIn(namespace: string): readonly string[] {
    return [...this.#objects.keys()].filter((resource) => this.list(resource, namespace).length > 0);
  }

  put(key: ObjectKey, object: DraftObject): StoredObject {
    const previous = this.get(key);
    const stored = this.#numbered(object);
    const objects = this.#objects.get(key.resource) ?? new Map<string, StoredObject>();
    this.#objects.set(key.resource, objects.set(idOf(key.namespace, key.name), stored));
    this.#commit({ ...key, type: previous === undefined ? "ADDED" : "MODIFIED", object: stored, previous });
    return stored;
  }

  /** Removes an object whose last state is `object`, and returns that with the revision of the removal. */
  remove(key: ObjectKey, object: DraftObject): StoredObject {
    const previous = this.get(key);
    const last = this.#numbered(object);
    this.#objects.get(key.resource)?.delete(idOf(key.namespace, key.name));
    this.#commit({ ...key, type: "DELETED", object: last, previous });
    return last;
  }

  /** The changes after `revision`, oldest first. @throws ApiError 410 if they are no longer known. */
  changesSince(revision: number): readonly Change[] {
    if (revision < this.#oldestRevision) {
      throw expired(`too old resource version: ${revision} (${this.#oldestRevision})`);
    }
    const first = this.#history.findIndex((change) => change.revision > revision);
    return first < 0 ? [] : this.#history.slice(first);
  }

  /** The state as it was at `revision`; later writes do not show in it. @throws ApiError 410 if it is no longer known. */
  at(revision: number): StoreView {
    const undone = new Map<string, Map<string, StoredObject>>();
    for (const change of this.changesSince(revision).toReversed()) {
      const objects = undone.get(change.resource) ?? new Map(this.#objects.get(change.resource));
      undone.set(change.resource, objects);
      const id = idOf(change.namespace, change.name);
      if (change.previous === undefined) objects.delete(id);
      else objects.set(id, change.previous);
    }
    const objectsOf = new Map(
      [...this.#objects].map(([resource, objects]) => [resource, undone.get(resource) ?? new Map(objects)]),
    );
    return {
      revision,
      get: ({ resource, namespace, name }) => objectsOf.get(resource)?.get(idOf(namespace, name)),
      list: (resource, namespace) => sortedList(objectsOf.get(resource) ?? new Map(), namespace),
    };
  }

  /** Calls `listener` with every change from now on, right after it was committed. Returns how to stop that. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Forgets the history: whoever knows only an older state than the present one gets 410. */
  compact(): void {
    this.#history = [];
    this.#oldestRevision = this.#revision;
  }

  #numbered(object: DraftObject): StoredObject {
    this.#revision++;
    return withMeta(object, { resourceVersion: `${this.#revision}` }) as StoredObject;
  }

  #commit(change: Omit<Change, "revision">): void {
    const committed = { ...change, revision: this.#revision };
    this.#history.push(committed);
    // Twice the limit before it is cut, so that cutting costs next to nothing per write.
    if (this.#history.length > 2 * this.#historyLimit) {
      this.#history = this.#history.slice(-this.#historyLimit);
      this.#oldestRevision = (this.#history[0]?.revision ?? this.#revision) - 1;
    }
    for (const listener of [...this.#listeners]) listener(committed);
  }
}

function idOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function sortedList(
  objects: ReadonlyMap<string, StoredObject>,
  namespace: string | undefined,
): readonly StoredObject[] {
  const prefix = namespace === undefined ? "" : idOf(namespace, "");
  return [...objects]
    .filter(([id]) => id.startsWith(prefix))
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([, object]) => object);
}
