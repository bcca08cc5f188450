import type { ControllerObserver, ElectorObserver, EventObserver, ReflectorObserver } from "../kube/observer.ts";
import type { Logger } from "./logger.ts";

/** The Kubernetes runtime's doings as log lines. */
export function kubeLog(logger: Logger): {
  readonly reflector: ReflectorObserver;
  readonly controller: (controller: string) => ControllerObserver;
  readonly elector: ElectorObserver;
  readonly event: EventObserver;
} {
  return {
    reflector: {
      listed({ resource, namespace, count }) {
        logger.log("info", "cache filled", { resource, ...definedNamespace(namespace), objects: count });
      },
      failed({ resource, namespace, error, retryInMs }) {
        const fields = { resource, ...definedNamespace(namespace), retryInMs: Math.round(retryInMs) };
        logger.log("warn", "list or watch broke, trying again", fields, error);
      },
      handlerFailed({ resource, key, error }) {
        logger.log("error", "a handler of the cache failed", { resource, key }, error);
      },
    },
    controller: (controller) => ({
      started: (workers) => logger.log("info", "controller started", { controller, workers }),
      reconcileStarted: (key) => logger.log("debug", "pass started", { controller, key }),
      reconcileFinished({ key, result, durationMs, error }) {
        const fields = { controller, key, result, durationMs: Math.round(durationMs) };
        if (error === undefined) logger.log("debug", "pass ended", fields);
        else logger.log("error", "pass failed, trying again with backoff", fields, error);
      },
      reconcileTimedOut: (key) => logger.log("warn", "pass takes too long, aborting it", { controller, key }),
      stopped: (unfinished) =>
        unfinished.length === 0
          ? logger.log("info", "controller stopped", { controller })
          : logger.log("warn", "controller stopped with passes unfinished", { controller, keys: unfinished }),
    }),
    elector: {
      leading: (isLeader) => logger.log("info", isLeader ? "became the leader" : "is not the leader any more"),
      holderChanged: (identity) =>
        identity === ""
          ? logger.log("info", "nobody holds the lease")
          : logger.log("info", "lease has a holder", { holder: identity }),
      failed: (error) => logger.log("warn", "lease could not be taken or renewed, trying again", {}, error),
      slowPath: () => logger.log("debug", "lease was changed by another, reading it"),
    },
    event: {
      dropped: (reason, error) => logger.log("warn", "an event was not written", { reason }, error),
    },
  };
}

function definedNamespace(namespace: string | undefined): { readonly namespace?: string } {
  return namespace === undefined ? {} : { namespace };
}
