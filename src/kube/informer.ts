import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { CacheWriter } from "./cache-writer.ts";
import type { KubeClient, KubeObject, ResourceType } from "./client.ts";
import type { ObjectChange } from "./object-change.ts";
import { objectKey } from "./object-key.ts";
import type { ReflectorObserver } from "./observer.ts";
import { Reflector } from "./reflector.ts";
import { ObjectStore, type IndexFunction, type Store } from "./store.ts";

export interface InformerOptions<T extends KubeObject> {
  readonly client: KubeClient;
  readonly type: ResourceType;
  /** The namespaces to watch, each with its own list and watch. Absent or empty: all. */
  readonly namespaces?: readonly string[] | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly indexers?: Readonly<Record<string, IndexFunction<T>>> | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly observer: ReflectorObserver;
}

/** A cache of one resource type that follows the server, and tells its handlers what changed. */
export class Informer<T extends KubeObject> {
  readonly store: Store<T>;
  /** Resolves when all that was there at the start is in the store and was told to the handlers. */
  readonly synced: Promise<void>;
  readonly #options: InformerOptions<T>;
  readonly #store: ObjectStore<T>;
  readonly #handlers: ((change: ObjectChange<T>) => void)[] = [];
  readonly #reflectors: readonly Reflector<T>[];
  readonly #unsynced: Set<string | undefined>;
  #resolveSynced: () => void = () => undefined;

  constructor(options: InformerOptions<T>) {
    this.#options = options;
    this.#store = new ObjectStore(options.indexers ?? {}, (key, error) =>
      options.observer.handlerFailed({ resource: options.type.plural, key, error }),
    );
    this.store = this.#store;
    this.synced = new Promise((resolve) => (this.#resolveSynced = resolve));
    const { namespaces = [] } = options;
    const scopes = namespaces.length === 0 ? [undefined] : [...new Set(namespaces)];
    this.#unsynced = new Set(scopes);
    this.#reflectors = scopes.map((namespace) => this.#reflector(namespace));
  }

  get hasSynced(): boolean {
    return this.#unsynced.size === 0;
  }

  /**
   * Calls `handler` for every change from now on, and first, at once, for all that is in the store. A handler that
   * throws is observed and affects no other. Handlers must be quick: they hold up the watch.
   */
  addHandler(handler: (change: ObjectChange<T>) => void): void {
    for (const object of this.#store.list()) {
      this.#call(handler, { type: "added", key: objectKey(object.metadata), object, initial: true });
    }
    this.#handlers.push(handler);
  }

  /** Follows the server until `signal` is aborted, then resolves. Never rejects. To be called once. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(this.#reflectors.map((reflector) => reflector.run(signal)));
  }

  #reflector(namespace: string | undefined): Reflector<T> {
    return new Reflector({
      ...this.#options,
      namespace,
      writer: new CacheWriter(this.#store, (change) => {
        for (const handler of this.#handlers) this.#call(handler, change);
      }),
      onListed: () => {
        this.#unsynced.delete(namespace);
        if (this.hasSynced) this.#resolveSynced();
      },
    });
  }

  #call(handler: (change: ObjectChange<T>) => void, change: ObjectChange<T>): void {
    try {
      handler(change);
    } catch (error) {
      this.#options.observer.handlerFailed({ resource: this.#options.type.plural, key: change.key, error });
    }
  }
}
