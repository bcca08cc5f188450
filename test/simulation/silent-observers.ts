import type { KindControllerOptions } from "../../src/controllers/engine/run-kind.ts";

const ignore = (): void => undefined;

/** For who does not want to know. */
export const silentObservers: KindControllerOptions<never, never, never>["observers"] = {
  reflector: { listed: ignore, failed: ignore, handlerFailed: ignore },
  queue: { attached: ignore, added: ignore, taken: ignore, done: ignore, retried: ignore },
  controller: {
    started: ignore,
    reconcileStarted: ignore,
    reconcileFinished: ignore,
    reconcileTimedOut: ignore,
    stopped: ignore,
  },
};
