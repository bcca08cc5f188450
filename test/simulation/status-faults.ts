import { kindDefinitions } from "../../src/api/kinds.ts";
import type { Condition } from "../../src/api/app-runner-service.ts";
import { manifestChecker } from "../../src/api/validation/manifest-checker.ts";
import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import type { Json } from "../../src/base/json.ts";
import { kstatusOf, kubectlWaitEnds } from "./kstatus.ts";

/** What a person can take in; Kubernetes itself allows 32768 characters. */
const maxMessageLength = 1024;

const checks = new Map(kindDefinitions.map((definition) => [definition.type.kind, manifestChecker(definition)]));

/** What is wrong with a status, whatever it is about: by the schema, Kubernetes' rules for conditions, kstatus and kubectl. */
export function statusFaults(object: ManagedResource): string[] {
  const json = JSON.parse(JSON.stringify(object)) as Json;
  return [
    ...(checks.get(object.kind)?.(json) ?? [{ field: "kind", message: "is none of ours" }]).map(
      ({ field, message }) => `${field} ${message}`,
    ),
    ...(object.status?.conditions ?? []).flatMap((condition) => conditionFaults(condition, object.metadata.generation)),
    ...listFaults(object.status?.conditions ?? []),
    ...verdictFaults(object),
  ];
}

function conditionFaults(condition: Condition, generation: number): string[] {
  const { type, status, reason, message, observedGeneration = 0 } = condition;
  const faults: string[] = [];
  if (!/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/.test(reason)) faults.push(`no reason: ${reason}`);
  if (message.length > maxMessageLength || /[\r\n]/.test(message)) faults.push(`the message of ${type} is no line`);
  if (observedGeneration > generation) faults.push(`${type} is of the future`);
  if (type !== "Ready" && type !== "Synced" && status !== "True") faults.push(`${type} stands without being True`);
  return faults;
}

function listFaults(conditions: readonly Condition[]): string[] {
  const types = conditions.map(({ type }) => type);
  const faults: string[] = [];
  if (new Set(types).size !== types.length) faults.push("a type of condition stands twice");
  if (types.length > 0 && types[0] !== "Ready") faults.push("Ready is not the first");
  const isUnready = conditions.some(({ type, status }) => type === "Ready" && status === "False");
  if (isUnready && !types.includes("Reconciling") && !types.includes("Stalled")) {
    faults.push("it is not Ready, and neither Reconciling nor Stalled");
  }
  return faults;
}

/** A terminating object is neither current nor waited for, and one without conditions was not looked at yet. */
function verdictFaults(object: ManagedResource): string[] {
  if (object.metadata.deletionTimestamp !== undefined || (object.status?.conditions ?? []).length === 0) return [];
  const verdict = kstatusOf(object);
  const ends = kubectlWaitEnds(object);
  if ((verdict === "Current") === ends) return [];
  return [`kstatus says ${verdict}, and kubectl wait ${ends ? "ends" : "waits"}`];
}
