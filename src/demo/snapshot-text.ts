import type { Condition } from "../api/app-runner-service.ts";
import { changesByOperator, type DemoObject, readsByOperator, type Snapshot } from "./snapshot.ts";

/** What is going on, short: the operations under way and the Ready conditions. Equal states give equal texts. */
export function stateText(snapshot: Snapshot): string {
  const objects = objectsOf(snapshot);
  if (objects.length === 0) return "nothing is left";
  return objects.map((object) => `${labelOf(object, snapshot)}${stateOf(object)}`).join(" | ");
}

function stateOf({ status }: DemoObject): string {
  const operation = status?.operation;
  const whose = operation?.foreign === true ? " (somebody else's)" : "";
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
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

/** The operations that ended during a step, a line for each object. @param known the ids of those that had ended before. */
export function endedOperations(snapshot: Snapshot, known: ReadonlySet<string>): readonly string[] {
  return objectsOf(snapshot).flatMap((object) => {
    const ended = (object.status?.recentOperations ?? []).filter(({ id }) => !known.has(id)).toReversed();
    const texts = ended.map(
      ({ type, status, foreign }) => `${type} ${status}${foreign === true ? " (somebody else's)" : ""}`,
    );
    return texts.length === 0 ? [] : [`${labelOf(object, snapshot)}${texts.join(", then ")}`];
  });
}

/** The ids of the operations that have ended. */
export function operationIds(snapshot: Snapshot): ReadonlySet<string> {
  return new Set(objectsOf(snapshot).flatMap(({ status }) => (status?.recentOperations ?? []).map(({ id }) => id)));
}

/** The conditions that a person looks at, each as one line. */
export function conditionTexts(snapshot: Snapshot): readonly string[] {
  return objectsOf(snapshot).flatMap((object) =>
    (object.status?.conditions ?? [])
      .filter(({ type }) => type !== "Synced")
      .map((condition) => `${labelOf(object, snapshot)}${conditionText(condition)}`),
  );
}

function conditionText({ type, status, reason, message }: Condition): string {
  return `${type}=${status} ${reason}: ${message}`;
}

function objectsOf({ object, others }: Snapshot): readonly DemoObject[] {
  return object === undefined ? others : [object, ...others];
}

/** Which object is meant, where there are several. */
function labelOf({ metadata }: DemoObject, { others }: Snapshot): string {
  return others.length === 0 ? "" : `${metadata.name}: `;
}
