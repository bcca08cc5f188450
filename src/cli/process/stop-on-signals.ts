import type { Clock } from "../../base/clock.ts";
import { exitCode } from "../exit-code.ts";

/** Of the process, what stopping it takes. */
export interface Signals {
  on(signal: "SIGTERM" | "SIGINT", listener: () => void): unknown;
  exit(code: number): void;
}

/** `npm run` passes on the signal of a Ctrl-C that the program has got already: that is no second one. */
const sameKeyPressMs = 200;

/**
 * A signal that is aborted by the first SIGTERM or Ctrl-C; the second one ends the process at once. `restMs` after the
 * first the process is ended too, done or not: whoever stops it waits no longer than that.
 */
export function stopOnSignals(process: Signals, clock: Clock, restMs: number): AbortSignal {
  const controller = new AbortController();
  let firstMs: number | undefined;
  const stop = (): void => {
    const nowMs = clock.monotonicMs();
    if (firstMs === undefined) {
      firstMs = nowMs;
      clock.setTimer(restMs, () => process.exit(exitCode.failure));
      controller.abort(new Error("the process was told to stop"));
    } else if (nowMs - firstMs > sameKeyPressMs) {
      process.exit(exitCode.interrupted);
    }
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  return controller.signal;
}
