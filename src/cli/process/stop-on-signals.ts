import { exitCode } from "../exit-code.ts";

/** Of the process, what stopping it takes. */
export interface Signals {
  on(signal: "SIGTERM" | "SIGINT", listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * A signal that is aborted by the first SIGTERM or Ctrl-C; the second one ends the process at once. `restMs` after the
 * first the process is ended too, done or not: whoever stops it waits no longer than that.
 */
export function stopOnSignals(
  process: Signals,
  after: (delayMs: number, callback: () => void) => void,
  restMs: number,
): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) {
      process.exit(exitCode.interrupted);
      return;
    }
    after(restMs, () => process.exit(exitCode.failure));
    controller.abort(new Error("the process was told to stop"));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  return controller.signal;
}
