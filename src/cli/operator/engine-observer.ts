import type { EngineObserver } from "../../controllers/engine/observer.ts";
import type { KubeObject } from "../../kube/client.ts";
import type { EventRecorder } from "../../kube/event-recorder.ts";
import type { LogFields, Logger } from "../../telemetry/logger.ts";

/** Writes what the engine does to the log, and what people want to know to Kubernetes events. */
export function engineObserver(logger: Logger, recorder: EventRecorder): EngineObserver<KubeObject> {
  return {
    calling(resource, { operation }, because) {
      logger.log("info", "calling App Runner", { ...about(resource), operation, because });
    },
    called(resource, operation, requestId) {
      logger.log("info", "App Runner accepted the call", { ...about(resource), operation, requestId });
    },
    refused(resource, { operation, errorClass, code, requestId }) {
      const fields = { ...about(resource), operation, errorClass, code, requestId };
      logger.log("warn", "App Runner did not accept the call", fields);
    },
    passEnded(resource, outcome) {
      if (outcome === undefined) return;
      const { reason, requeueAfterMs } = outcome;
      logger.log("debug", "pass ended", { ...about(resource), reason, requeueAfterMs: Math.round(requeueAfterMs) });
    },
    passFailed(resource, text) {
      logger.log("error", "the operator failed; this is a defect, please report it", { ...about(resource), text });
    },
    event(resource, event) {
      const { type, reason, note } = event;
      logger.log(type === "Warning" ? "warn" : "info", "event", { ...about(resource), reason, note });
      // A note names its operation: two updates in a row are two events, not one that happened twice.
      recorder.record({ regarding: resource, ...event, occasion: note });
    },
  };
}

function about({ kind, metadata }: KubeObject): LogFields {
  return { kind, namespace: metadata.namespace, name: metadata.name, generation: metadata.generation };
}
