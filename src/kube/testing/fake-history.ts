import type { JsonObject } from "../../base/json.ts";
import { KubeApiError } from "../kube-error.ts";

interface Frame<T> {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: string;
  readonly object: T;
}

interface Watcher {
  readonly wake: () => void;
  ended: boolean;
  error: Error | undefined;
}

/** The writes of a fake server in their order, and the watches that follow them. */
export class FakeHistory {
  readonly #frames: Frame<JsonObject>[] = [];
  readonly #watchers = new Set<Watcher>();
  /** Versions up to this one can no longer be watched from, except the newest. */
  #compacted = 0;

  /** The version of the newest write. */
  get resourceVersion(): string {
    return String(this.#frames.length);
  }

  get openWatches(): number {
    return this.#watchers.size;
  }

  /** Records a write; the object with its new version. */
  append<T extends JsonObject & { readonly metadata: JsonObject }>(
    type: Frame<T>["type"],
    resource: string,
    given: T,
  ): T {
    const object = structuredClone({
      ...given,
      metadata: { ...given.metadata, resourceVersion: String(this.#frames.length + 1) },
    });
    this.#frames.push({ type, resource, object });
    for (const { wake } of this.#watchers) wake();
    return object;
  }

  compact(): void {
    this.#compacted = this.#frames.length;
  }

  endWatches(error: Error | undefined): void {
    for (const watcher of this.#watchers) {
      watcher.ended = true;
      watcher.error = error;
      watcher.wake();
    }
  }

  /** All writes after a version, and those to come, until the signal is aborted or `endWatches`. */
  async *watch(resourceVersion: string, signal: AbortSignal): AsyncGenerator<Frame<JsonObject>> {
    let position = Number(resourceVersion);
    if (position < this.#compacted) {
      throw new KubeApiError("too old resource version", { status: 410, reason: "Expired" });
    }
    let wake: () => void = () => undefined;
    const watcher: Watcher = { wake: () => wake(), ended: false, error: undefined };
    this.#watchers.add(watcher);
    const onAbort = (): void => wake();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      for (;;) {
        signal.throwIfAborted();
        if (watcher.ended) break;
        const frame = this.#frames[position];
        if (frame !== undefined) {
          position++;
          yield frame;
          continue;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if (watcher.error !== undefined) throw watcher.error;
    } finally {
      this.#watchers.delete(watcher);
      signal.removeEventListener("abort", onAbort);
    }
  }
}
