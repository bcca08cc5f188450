import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { sleep } from "../base/sleep.ts";
import type { CacheWriter } from "./cache-writer.ts";
import type { KubeClient, KubeObject, ResourceType } from "./client.ts";
import { isExpired, KubeTransportError } from "./kube-error.ts";
import { listAll } from "./list-all.ts";
import type { ReflectorObserver } from "./observer.ts";
import { isResumable, retryDelayMs } from "./reflector-retry.ts";
import { watchUntilIdle } from "./watch-until-idle.ts";

export interface ReflectorOptions<T extends KubeObject> {
  readonly client: KubeClient;
  readonly type: ResourceType;
  /** Absent: all namespaces. */
  readonly namespace?: string | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly observer: ReflectorObserver;
  readonly writer: CacheWriter<T>;
  /** Called after each complete list. */
  readonly onListed: () => void;
}

/** A watch that lasted this long ends the memory of failures before it. */
const healthyAfterMs = 10_000;

/** A watch that the server closes at once, without a frame, is a failure, or the loop would spin. */
const suspiciouslyShortMs = 1_000;

/**
 * Keeps a cache equal to the server: one list, then watches, each resumed where the last one ended. It never gives up:
 * an expired resource version is answered by a new list, everything else by another try with a growing, jittered delay
 * (0.8 s to 30 s, or what the server asked for).
 */
export class Reflector<T extends KubeObject> {
  readonly #options: ReflectorOptions<T>;
  /** Where the next watch starts; undefined: list first. */
  #resumeAt: string | undefined;
  #failures = 0;

  constructor(options: ReflectorOptions<T>) {
    this.#options = options;
  }

  /** Runs until `signal` is aborted, then resolves. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#listIfNeeded(signal);
        await this.#watch(signal);
      } catch (error) {
        await this.#recover(error, signal);
      }
    }
  }

  async #listIfNeeded(signal: AbortSignal): Promise<void> {
    if (this.#resumeAt !== undefined) return;
    const { client, type, namespace, labelSelector, fieldSelector, writer, observer, onListed } = this.#options;
    const { objects, resourceVersion } = await listAll<T>(client, type, {
      namespace,
      labelSelector,
      fieldSelector,
      signal,
    });
    if (signal.aborted) return;
    writer.replaceAll(objects);
    this.#resumeAt = resourceVersion;
    observer.listed({ resource: type.plural, namespace, count: objects.length });
    onListed();
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { clock, writer } = this.#options;
    if (this.#resumeAt === undefined || signal.aborted) return;
    const startMs = clock.monotonicMs();
    const lastedMs = (): number => clock.monotonicMs() - startMs;
    let frames = 0;
    try {
      for await (const event of watchUntilIdle<T>(this.#options, this.#resumeAt, signal)) {
        frames++;
        if (event.type === "BOOKMARK") {
          this.#resumeAt = event.resourceVersion;
        } else {
          writer.apply(event);
          this.#resumeAt = event.object.metadata.resourceVersion;
        }
      }
    } finally {
      if (lastedMs() >= healthyAfterMs) this.#failures = 0;
    }
    if (frames === 0 && lastedMs() < suspiciouslyShortMs) {
      throw new KubeTransportError(`WATCH ${this.#options.type.plural}: closed at once`);
    }
  }

  async #recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { clock, random, observer, type, namespace } = this.#options;
    this.#failures++;
    if (!isResumable(error, this.#failures)) this.#resumeAt = undefined;
    const retryInMs = isExpired(error) && this.#failures === 1 ? 0 : retryDelayMs(error, this.#failures, random);
    observer.failed({ resource: type.plural, namespace, error, retryInMs });
    await sleep(clock, retryInMs, signal).catch(() => {
      // The signal was aborted, which ends the loop.
    });
  }
}
