import type { Clock } from "../../base/clock.ts";
import type { Random } from "../../base/random.ts";
import type { KubeClient, KubeObject, ResourceType } from "../../kube/client.ts";
import { Informer } from "../../kube/informer.ts";
import type { ReflectorObserver } from "../../kube/observer.ts";
import type { ManagedResource } from "./managed-resource.ts";

/** The kind, as references name it. */
export const configMapKind = "ConfigMap";

const type: ResourceType = { group: "", version: "v1", plural: "configmaps", kind: configMapKind, namespaced: true };

/** A ConfigMap, as an object that others refer to. */
export interface ConfigMapTarget extends ManagedResource {
  readonly data: Readonly<Record<string, string>>;
}

interface ConfigMap extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

export interface ConfigMapsOptions {
  readonly client: KubeClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly observer: ReflectorObserver;
  /** Told of each that appeared, changed or went. */
  readonly onChange: (key: string) => void;
}

interface Followed {
  readonly informer: Informer<ConfigMap>;
  readonly stop: AbortController;
  readonly known: Promise<void>;
}

/**
 * The ConfigMaps that somebody refers to, each followed by a watch of its own: a cluster may have thousands, of which the
 * operator has no business to read more than these.
 */
export class ConfigMaps {
  readonly #options: ConfigMapsOptions;
  readonly #followed = new Map<string, Followed>();

  constructor(options: ConfigMapsOptions) {
    this.#options = options;
  }

  /** @param key `namespace/name`. */
  get(key: string): ConfigMapTarget | undefined {
    const found = this.#followed.get(key)?.informer.store.get(key);
    if (found === undefined) return undefined;
    const { apiVersion, kind, metadata, data = {} } = found;
    const [namespace = ""] = key.split("/");
    return { apiVersion, kind, metadata: { ...metadata, namespace, generation: 0 }, spec: {}, data };
  }

  /** Resolves when it is known whether that ConfigMap is there, or that it cannot be read. */
  async known(key: string): Promise<void> {
    await this.#followed.get(key)?.known;
  }

  /** Begins to follow a ConfigMap that somebody refers to now. */
  follow(key: string): void {
    if (this.#followed.has(key)) return;
    const { client, clock, random, observer, onChange } = this.#options;
    const [namespace = "", name = ""] = key.split("/");
    let tellFailed: () => void = () => undefined;
    const failed = new Promise<void>((resolve) => (tellFailed = resolve));
    const informer = new Informer<ConfigMap>({
      client,
      type,
      namespaces: [namespace],
      fieldSelector: `metadata.name=${name}`,
      clock,
      random,
      observer: {
        listed: (list) => observer.listed(list),
        failed: (failure) => {
          tellFailed();
          observer.failed(failure);
        },
        handlerFailed: (failure) => observer.handlerFailed(failure),
      },
    });
    informer.addHandler((change) => {
      if (change.key === key) onChange(key);
    });
    const stop = new AbortController();
    this.#followed.set(key, { informer, stop, known: Promise.race([informer.synced, failed]) });
    void informer.run(stop.signal);
  }

  /** Nobody refers to it any more. */
  forget(key: string): void {
    this.#followed.get(key)?.stop.abort(new Error("nobody refers to the ConfigMap any more"));
    this.#followed.delete(key);
  }

  /** Ends everything. */
  stop(): void {
    for (const key of this.#followed.keys()) this.forget(key);
  }
}

/** The data of an object that is a ConfigMap; undefined for every other one. */
export function configMapData(target: ManagedResource | undefined): ConfigMapTarget["data"] | undefined {
  return target !== undefined && isConfigMap(target) ? target.data : undefined;
}

function isConfigMap(target: ManagedResource): target is ConfigMapTarget {
  return target.kind === configMapKind && "data" in target;
}
