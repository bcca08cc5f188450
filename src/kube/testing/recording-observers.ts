import type { ControllerObserver, ElectorObserver, EventObserver, ReflectorObserver } from "../observer.ts";

/** Observers that append a line for each call to `lines`. */
export function recordingObservers(lines: string[]): {
  readonly reflector: ReflectorObserver;
  readonly controller: ControllerObserver;
  readonly elector: ElectorObserver;
  readonly event: EventObserver;
} {
  return {
    reflector: {
      listed: ({ resource, count }) => lines.push(`listed ${count} ${resource}`),
      failed: ({ error, retryInMs }) => lines.push(`failed, retry in ${Math.round(retryInMs)}: ${messageOf(error)}`),
      handlerFailed: ({ key, error }) => lines.push(`handler failed for ${key}: ${messageOf(error)}`),
    },
    controller: {
      started: (workers) => lines.push(`started ${workers}`),
      reconcileStarted: (key) => lines.push(`start ${key}`),
      reconcileFinished: ({ key, result, error }) =>
        lines.push(`${result} ${key}${error === undefined ? "" : `: ${messageOf(error)}`}`),
      reconcileTimedOut: (key) => lines.push(`timed out ${key}`),
      stopped: (unfinished) => lines.push(`stopped [${unfinished.join(" ")}]`),
    },
    elector: {
      leading: (isLeader) => lines.push(isLeader ? "leading" : "not leading"),
      holderChanged: (identity) => lines.push(`holder ${identity}`),
      failed: (error) => lines.push(`failed: ${messageOf(error)}`),
      slowPath: () => lines.push("slow path"),
    },
    event: {
      dropped: (reason, error) => lines.push(`dropped ${reason}${error === undefined ? "" : `: ${messageOf(error)}`}`),
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
