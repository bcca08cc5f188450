import type { Clock, Timer } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { KubeClient, KubeObject, ResourceType, WatchEvent } from "./client.ts";
import { KubeTransportError } from "./kube-error.ts";

interface WatchTarget {
  readonly client: KubeClient;
  readonly type: ResourceType;
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

/** The server sends a bookmark about once a minute: three missed ones mean that nobody is there any more. */
const idleMs = 185_000;

/** How long the server is asked to keep a watch; random, so that watches do not all end together. */
function timeoutSeconds(random: Random): number {
  return Math.round(300 * (1 + random()));
}

/**
 * One watch. Ends normally when the server closes it; throws when it breaks, stalls, or outlives the time that was asked
 * for. Ends it when `signal` is aborted.
 */
export async function* watchUntilIdle<T extends KubeObject>(
  { client, type, namespace, labelSelector, fieldSelector, clock, random }: WatchTarget,
  resourceVersion: string,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent<T>> {
  const controller = new AbortController();
  const forward = (): void => controller.abort(signal.reason);
  signal.addEventListener("abort", forward, { once: true });
  if (signal.aborted) forward();
  const abortWith = (text: string) => (): void =>
    controller.abort(new KubeTransportError(`WATCH ${type.plural}: ${text}`, { retryable: true }));
  const seconds = timeoutSeconds(random);
  const lifetime = clock.setTimer(seconds * 1000 + 15_000, abortWith("not closed in time"));
  let idle: Timer | undefined;
  const heard = (): void => {
    idle?.cancel();
    idle = clock.setTimer(idleMs, abortWith(`nothing heard for ${idleMs} ms`));
  };
  heard();
  const options = { namespace, labelSelector, fieldSelector, resourceVersion, timeoutSeconds: seconds };
  const frames = client.watch<T>(type, { ...options, signal: controller.signal })[Symbol.asyncIterator]();
  const unlessAborted = abandonable(controller.signal);
  try {
    for (;;) {
      const frame = await unlessAborted(frames.next());
      if (frame.done === true) return;
      heard();
      yield frame.value;
    }
  } finally {
    lifetime.cancel();
    idle?.cancel();
    signal.removeEventListener("abort", forward);
    controller.abort(new Error("the watch has ended"));
    // A pending read must not surface as an unhandled rejection, and the socket has to be given back.
    frames.return?.(undefined).then(undefined, () => undefined);
  }
}

/**
 * Waits for one promise at a time, or for the signal, so that a stream which does not heed it cannot hold the loop. Racing
 * each promise against one for the signal would keep all frames in memory until the watch ends.
 */
function abandonable(signal: AbortSignal): <T>(promise: Promise<T>) => Promise<T> {
  let abandon: (reason: Error) => void = () => undefined;
  signal.addEventListener("abort", () => abandon(signal.reason as Error), { once: true });
  return (promise) =>
    new Promise((resolve, reject) => {
      abandon = reject;
      if (signal.aborted) reject(signal.reason as Error);
      promise.then(resolve, reject);
    });
}
