import { group } from "../../api/group.ts";
import { isNotFound } from "../../kube/kube-error.ts";
import type { ReflectorObserver } from "../../kube/observer.ts";
import type { Logger } from "../../telemetry/logger.ts";

/** Says in plain words, once until it is there, that a custom resource definition is missing. */
export function missingCrdLog(logger: Logger): ReflectorObserver {
  const missing = new Set<string>();
  return {
    listed: ({ resource }) => void missing.delete(resource),
    failed({ resource, error }) {
      if (!isNotFound(error) || missing.has(resource)) return;
      missing.add(resource);
      const name = `${resource}.${group}`;
      logger.log("error", `the cluster has no CRD ${name}: apply crds/ or install the chart; waiting for it`, {
        resource,
      });
    },
    handlerFailed: () => undefined,
  };
}
