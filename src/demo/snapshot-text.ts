import type { Condition } from "../api/app-runner-service.ts";
import { changesByOperator, readsByOperator, type Snapshot } from "./snapshot.ts";

/** What is going on, short: the operation under way and the Ready condition. Equal states give equal texts. */
export function stateText({ service }: Snapshot): string {
  if (service === undefined) return "the object is gone";
  const operation = service.status?.operation;
  const whose = operation?.foreign === true ? " (somebody else's)" : "";
  const ready = service.status?.conditions?.find(({ type }) => type === "Ready");
  return [
    ...(operation === undefined ? [] : [`${operation.type} ${operation.status}${whose}`]),
    ready === undefined ? "not looked at yet" : `Ready=${ready.status} ${ready.reason}`,
  ].join("  ");
}

/** The calls of a step: each change by name, the reads by their number. */
export function callsText({ calls }: Snapshot): string {
  const changes = changesByOperator(calls);
  const strangers = calls.filter(({ operation, by }) => by === "somebody else" && operation === "UpdateService");
  const reads = readsByOperator(calls);
  return [
    changes.length === 0 ? "no change" : changes.join(", "),
    reads === 1 ? "1 read" : `${reads} reads`,
    ...(strangers.length === 0 ? [] : ["UpdateService by somebody else"]),
  ].join("; ");
}

/** The operations that ended during a step, oldest first. @param known the ids of those that had ended before. */
export function endedOperations({ service }: Snapshot, known: ReadonlySet<string>): readonly string[] {
  const ended = (service?.status?.recentOperations ?? []).filter(({ id }) => !known.has(id));
  return ended
    .toReversed()
    .map(({ type, status, foreign }) => `${type} ${status}${foreign === true ? " (somebody else's)" : ""}`);
}

/** The ids of the operations that have ended. */
export function operationIds({ service }: Snapshot): ReadonlySet<string> {
  return new Set((service?.status?.recentOperations ?? []).map(({ id }) => id));
}

/** The conditions that a person looks at, each as one line. */
export function conditionTexts({ service }: Snapshot): readonly string[] {
  const conditions = service?.status?.conditions ?? [];
  return conditions.filter(({ type }) => type !== "Synced").map(conditionText);
}

function conditionText({ type, status, reason, message }: Condition): string {
  return `${type}=${status} ${reason}: ${message}`;
}
