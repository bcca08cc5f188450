import type { Condition } from "../../api/app-runner-service.ts";
import type { ConditionType } from "./condition-types.ts";
import type { EventReason } from "./event-reasons.ts";
import type { Outcome } from "./outcome.ts";
import { type Reason, type ReasonRow, reasons } from "./reasons.ts";

interface Observed {
  readonly generation: number;
  /** RFC 3339. */
  readonly now: string;
}

/** A pass's outcome, or what a fact beside it says. */
type ConditionReason = Reason | "Synced" | "WaitingForResume" | Extract<EventReason, "ForeignDeploymentFailed">;

/** A message is to be read at a glance: Kubernetes bounds it to 32 KiB, and we to 1 KiB. */
const maxMessageLength = 1024;

/** What was found, cut where it is too long, and what a person does about it. */
function bounded(message: string, advice: string): string {
  const sentence = advice === "" || /[.!?]$/.test(message) ? message : `${message}.`;
  const room = maxMessageLength - advice.length;
  return (sentence.length <= room ? sentence : `${sentence.slice(0, room - 3)}...`) + advice;
}

/**
 * The conditions that an outcome makes of the former ones. Ready and Synced always stand; the others stand only while
 * True. What an outcome leaves unchanged keeps its words and the generation that they were said about.
 */
export function conditionsOf(before: readonly Condition[], outcome: Outcome, observed: Observed): readonly Condition[] {
  const row: ReasonRow = reasons[outcome.reason];
  const set = (
    type: ConditionType,
    status: Condition["status"],
    reason: ConditionReason,
    message: string,
  ): Condition => {
    const known = before.find((condition) => condition.type === type);
    return {
      type,
      status,
      reason,
      message: bounded(message, row.progress === "Stalled" && type !== "Synced" ? ` ${row.action}` : ""),
      observedGeneration: observed.generation,
      lastTransitionTime: known?.status === status ? known.lastTransitionTime : observed.now,
    };
  };
  const facts = [
    outcome.changesPending === undefined
      ? undefined
      : set("ChangesPending", "True", "WaitingForResume", outcome.changesPending),
    outcome.deploymentFailed === undefined
      ? undefined
      : set("DeploymentFailed", "True", "ForeignDeploymentFailed", outcome.deploymentFailed),
  ];
  const synced =
    row.synced === "True"
      ? set("Synced", "True", "Synced", "the last pass did its work")
      : set("Synced", "False", outcome.reason, outcome.message);
  if (row.ready === "unchanged") {
    const kept = before.filter(({ type }) => type !== "Synced");
    const ready = kept.find(({ type }) => type === "Ready") ?? set("Ready", "Unknown", outcome.reason, outcome.message);
    return [ready, synced, ...kept.filter(({ type }) => type !== "Ready")];
  }
  return [
    set("Ready", row.ready, outcome.reason, outcome.message),
    synced,
    ...(row.progress === "Reconciling" || row.progress === "Stalled"
      ? [set(row.progress, "True", outcome.reason, outcome.message)]
      : []),
    ...facts.filter((fact) => fact !== undefined),
  ];
}
