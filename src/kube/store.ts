import type { KubeObject } from "./client.ts";
import { objectKey } from "./object-key.ts";

/** The values of an index under which an object is found, such as the names that it refers to. */
export type IndexFunction<T extends KubeObject> = (object: T) => readonly string[];

/** What readers see of a cache: frozen objects by key and by index. Lags behind the server. */
export interface Store<T extends KubeObject> {
  readonly size: number;
  /** By the key of `objectKey`. */
  get(key: string): T | undefined;
  list(): readonly T[];
  /** The objects whose index function yielded `value`. Throws for an index that the store does not have. */
  byIndex(index: string, value: string): readonly T[];
}

/** The cache itself. Only its writers change it. */
export class ObjectStore<T extends KubeObject> implements Store<T> {
  readonly #objects = new Map<string, Stored<T>>();
  readonly #indexers: ReadonlyMap<string, IndexFunction<T>>;
  /** By index and value, the keys of the objects found there. */
  readonly #keys = new Map<string, Map<string, Set<string>>>();
  readonly #onIndexError: (key: string, error: unknown) => void;

  /** An index function that throws leaves the object out of that index, and `onIndexError` is told. */
  constructor(
    indexers: Readonly<Record<string, IndexFunction<T>>>,
    onIndexError: (key: string, error: unknown) => void,
  ) {
    this.#indexers = new Map(Object.entries(indexers));
    this.#onIndexError = onIndexError;
    for (const name of this.#indexers.keys()) this.#keys.set(name, new Map());
  }

  get size(): number {
    return this.#objects.size;
  }

  get(key: string): T | undefined {
    return this.#objects.get(key)?.object;
  }

  list(): readonly T[] {
    return [...this.#objects.values()].map(({ object }) => object);
  }

  byIndex(index: string, value: string): readonly T[] {
    const keysByValue = this.#keys.get(index);
    if (keysByValue === undefined) throw new Error(`no index ${JSON.stringify(index)}`);
    return [...(keysByValue.get(value) ?? [])].flatMap((key) => this.get(key) ?? []);
  }

  /** Adds or replaces. Returns what was there before. */
  put(object: T): T | undefined {
    const key = objectKey(object.metadata);
    const before = this.remove(key);
    const entries = [...this.#indexers].flatMap(([index, valuesOf]) =>
      this.#valuesOf(valuesOf, key, object).map((value) => ({ index, value })),
    );
    this.#objects.set(key, { object, entries });
    for (const { index, value } of entries) {
      const keysByValue = this.#keys.get(index);
      keysByValue?.set(value, (keysByValue.get(value) ?? new Set()).add(key));
    }
    return before;
  }

  /** Returns what was removed. */
  remove(key: string): T | undefined {
    const before = this.#objects.get(key);
    if (before === undefined) return undefined;
    this.#objects.delete(key);
    for (const { index, value } of before.entries) {
      const keysByValue = this.#keys.get(index);
      const keys = keysByValue?.get(value);
      keys?.delete(key);
      if (keys?.size === 0) keysByValue?.delete(value);
    }
    return before.object;
  }

  #valuesOf(valuesOf: IndexFunction<T>, key: string, object: T): readonly string[] {
    try {
      return valuesOf(object);
    } catch (error) {
      this.#onIndexError(key, error);
      return [];
    }
  }
}

interface Stored<T> {
  readonly object: T;
  /** Where the indexes hold it. */
  readonly entries: readonly { readonly index: string; readonly value: string }[];
}
