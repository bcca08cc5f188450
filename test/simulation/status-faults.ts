import { appRunnerServiceDefinition } from "../../src/api/app-runner-service/kind-definition.ts";
import type { AppRunnerService } from "../../src/api/app-runner-service.ts";
import { manifestChecker } from "../../src/api/validation/manifest-checker.ts";
import type { Json } from "../../src/base/json.ts";
import { kstatusOf, kubectlWaitEnds } from "./kstatus.ts";

const check = manifestChecker(appRunnerServiceDefinition);

/** What is wrong with a status, whatever it is about: by the schema, by Kubernetes' rules for conditions, by kstatus and kubectl. */
export function statusFaults(object: AppRunnerService): string[] {
  const json = JSON.parse(JSON.stringify(object)) as Json;
  const conditions = object.status?.conditions ?? [];
  const { generation } = object.metadata;
  const isTerminating = object.metadata.deletionTimestamp !== undefined;
  const ready = conditions.find(({ type }) => type === "Ready");
  const isCurrent = kstatusOf(object) === "Current";
  return [
    ...check(json).map(({ field, message }) => `${field} ${message}`),
    ...(new Set(conditions.map(({ type }) => type)).size === conditions.length
      ? []
      : ["a type of condition stands twice"]),
    ...conditions
      .filter(({ reason }) => !/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/.test(reason))
      .map(({ reason }) => `no reason: ${reason}`),
    ...conditions
      .filter(({ message }) => message.length > 32_768 || /[\r\n]/.test(message))
      .map(({ type }) => `the message of ${type} is no line`),
    ...conditions
      .filter(({ observedGeneration = 0 }) => observedGeneration > generation)
      .map(({ type }) => `${type} is of the future`),
    ...conditions
      .filter(({ type, status }) => !["Ready", "Synced"].includes(type) && status !== "True")
      .map(({ type }) => `${type} stands without being True`),
    ...(conditions.length > 0 && conditions[0]?.type !== "Ready" ? ["Ready is not the first"] : []),
    ...(isTerminating || conditions.length === 0 || isCurrent === kubectlWaitEnds(object)
      ? []
      : [`kstatus says ${kstatusOf(object)}, and kubectl wait ${kubectlWaitEnds(object) ? "ends" : "waits"}`]),
    ...(isCurrent && ready?.status !== "True" && conditions.length > 0 ? ["it is current without being Ready"] : []),
    ...(ready?.status === "False" && !conditions.some(({ type }) => type === "Reconciling" || type === "Stalled")
      ? ["it is not Ready, and neither Reconciling nor Stalled"]
      : []),
  ];
}
