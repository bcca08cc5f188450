/** What a type of condition is about. */
export interface ConditionTypeRow {
  /** Whether the condition always stands, or is there only while it is True. */
  readonly stands: "always" | "while True";
  readonly meaning: string;
}

/** The types of the conditions that the operator writes, in the order in which they stand in a status. */
export const conditionTypes = {
  Ready: {
    stands: "always",
    meaning: "This generation of the object is live, and the service serves or is paused as asked. The summary.",
  },
  Synced: {
    stands: "always",
    meaning: "The last pass could do its work. False: something kept the operator from looking or acting.",
  },
  Reconciling: {
    stands: "while True",
    meaning: "Something is under way or waited for, and the object will become Ready by itself if it goes well.",
  },
  Stalled: {
    stands: "while True",
    meaning: "It does not go on without a change: of the object, of the service, of AWS.",
  },
  ChangesPending: {
    stands: "while True",
    meaning: "The service is paused, and the edits that the message names will be applied when it is resumed.",
  },
  DeploymentFailed: {
    stands: "while True",
    meaning:
      "The newest deployment was not the operator's and failed; the version before it serves. Ready says what it says.",
  },
} as const satisfies Record<string, ConditionTypeRow>;

export type ConditionType = keyof typeof conditionTypes;
