import type { ObjectEvent } from "./observer.ts";

/** A sort of event. */
export interface EventRow {
  readonly type: ObjectEvent["type"];
  readonly meaning: string;
}

/**
 * The reasons of the operator's events; the one place from which the code and the documentation take them. Beside these, a
 * stall is told as a Warning with the reason of the condition Stalled.
 */
export const eventReasons = {
  OperationStarted: {
    type: "Normal",
    meaning: "An operation of App Runner has begun: the operator's own, or one that somebody else started.",
  },
  OperationSucceeded: { type: "Normal", meaning: "An operation ended, and took effect." },
  OperationFailed: {
    type: "Warning",
    meaning: "An operation ended without taking effect; a rollback that succeeded is such an end too.",
  },
  Ready: { type: "Normal", meaning: "`Ready` has become True." },
  NotReady: { type: "Normal", meaning: "`Ready` is True no more; the note has the reason and the message." },
  CorrectingDrift: {
    type: "Normal",
    meaning: "The operator is about to undo what somebody changed elsewhere; the action is the App Runner call.",
  },
  Replacing: {
    type: "Normal",
    meaning:
      "The operator is about to delete a resource so that another one can take its place; what it was reached by changes.",
  },
  ForeignDeploymentFailed: {
    type: "Warning",
    meaning: "A deployment that somebody else started has failed, see the condition `DeploymentFailed`.",
  },
} as const satisfies Record<string, EventRow>;

export type EventReason = keyof typeof eventReasons;

/** An event of the table, with the type that it has there. */
export function eventOf(reason: EventReason, action: string, note: string): ObjectEvent {
  return { type: eventReasons[reason].type, reason, action, note };
}
