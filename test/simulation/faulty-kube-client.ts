import type { Clock } from "../../src/base/clock.ts";
import type { Random } from "../../src/base/random.ts";
import { sleep } from "../../src/base/sleep.ts";
import type { KubeClient, KubeList, KubeObject, ResourceType, WatchEvent } from "../../src/kube/client.ts";
import { KubeApiError, KubeTransportError } from "../../src/kube/kube-error.ts";

/** How often things go wrong between an operator and the API server, each between 0 and 1. */
export interface KubeFaults {
  /** A call is refused or breaks before it acts. */
  readonly refused: number;
  /** A call acts, and its answer is lost. */
  readonly lost: number;
  /** An event of a watch comes up to three minutes late, and all that follow it. */
  readonly late: number;
  /** A watch breaks instead of giving the next event. */
  readonly broken: number;
  /** A new watch is told that its version is too old. */
  readonly expired: number;
  /** A list is what an earlier list was, as from an API server that lags behind. */
  readonly stale: number;
}

export const noKubeFaults: KubeFaults = { refused: 0, lost: 0, late: 0, broken: 0, expired: 0, stale: 0 };

/** The Kubernetes API behind a bad network: conflicts, outages, lost answers, late events, and watches that end. */
export function faultyKubeClient(
  client: KubeClient,
  { clock, random, faults }: { readonly clock: Clock; readonly random: Random; readonly faults: () => KubeFaults },
): KubeClient {
  const lists = new Map<string, KubeList<KubeObject>[]>();
  const chance = (share: number): boolean => share > 0 && random() < share;
  const call = async <T>(mutates: boolean, take: () => Promise<T>): Promise<T> => {
    if (chance(faults().refused)) throw refusal(random);
    const result = await take();
    if (mutates && chance(faults().lost)) throw new KubeTransportError("the connection was reset");
    return result;
  };
  async function* watch<T extends KubeObject>(
    type: ResourceType,
    options: Parameters<KubeClient["watch"]>[1],
  ): AsyncGenerator<WatchEvent<T>> {
    if (chance(faults().expired))
      throw new KubeApiError("too old resource version", { status: 410, reason: "Expired" });
    for await (const event of client.watch<T>(type, options)) {
      if (chance(faults().broken)) throw new KubeTransportError("the watch was cut");
      if (chance(faults().late)) await sleep(clock, random() * 180_000, options.signal);
      yield event;
    }
  }
  return {
    get: (...given) => call(false, () => client.get(...given)),
    list: async <T extends KubeObject>(...given: Parameters<KubeClient["list"]>) => {
      const list = await call(false, () => client.list<T>(...given));
      const [{ plural }] = given;
      const ofKind = [...(lists.get(plural) ?? []), list];
      lists.set(plural, ofKind);
      const older = ofKind[Math.floor(random() * ofKind.length)];
      return chance(faults().stale) && older !== undefined ? (older as KubeList<T>) : list;
    },
    watch,
    create: (...given) => call(true, () => client.create(...given)),
    replace: (...given) => call(true, () => client.replace(...given)),
    patch: (...given) => call(true, () => client.patch(...given)),
    delete: (...given) => call(true, () => client.delete(...given)),
  };
}

function refusal(random: Random): Error {
  const kinds = [
    () => new KubeApiError("the object has been modified", { status: 409, reason: "Conflict" }),
    () => new KubeApiError("too many requests", { status: 429, reason: "TooManyRequests" }),
    () => new KubeApiError("etcdserver: leader changed", { status: 500, reason: "InternalError" }),
    () => new KubeTransportError("connect ECONNREFUSED", { retryable: true }),
  ];
  return (kinds[Math.floor(random() * kinds.length)] ?? (() => new KubeTransportError("no answer")))();
}
