import { describe, expect, it } from "vitest";
import type { Condition } from "../../api/app-runner-service.ts";
import { conditionTypes } from "./condition-types.ts";
import { conditionsOf } from "./conditions.ts";
import type { Outcome } from "./outcome.ts";
import { type Reason, reasons } from "./reasons.ts";
import { reasonNames } from "./testing/reason-names.ts";

const early = { generation: 1, now: "2026-01-01T00:00:00Z" };
const late = { generation: 2, now: "2026-01-01T01:00:00Z" };

function outcome(reason: Reason, more: Partial<Outcome> = {}): Outcome {
  return { reason, message: `because of ${reason}`, requeueAfterMs: 0, ...more };
}
function lines(conditions: readonly Condition[]): readonly string[] {
  return conditions.map(({ type, status, reason }) => `${type} ${status} ${reason}`);
}
function find(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}

const running = conditionsOf([], outcome("Running"), early);

describe("the conditions that an outcome makes", () => {
  it.each<{ reason: Reason; expected: readonly string[] }>([
    { reason: "Running", expected: ["Ready True Running", "Synced True Synced"] },
    { reason: "Updating", expected: ["Ready False Updating", "Synced True Synced", "Reconciling True Updating"] },
    {
      reason: "UpdateFailed",
      expected: ["Ready False UpdateFailed", "Synced True Synced", "Stalled True UpdateFailed"],
    },
    {
      reason: "AlreadyExists",
      expected: ["Ready False AlreadyExists", "Synced False AlreadyExists", "Stalled True AlreadyExists"],
    },
    { reason: "Throttled", expected: ["Ready Unknown Throttled", "Synced False Throttled"] },
    { reason: "ForeignOperation", expected: ["Ready Unknown ForeignOperation", "Synced True Synced"] },
  ])("of $reason on a new object are $expected", ({ reason, expected }) => {
    expect(lines(conditionsOf([], outcome(reason), early))).toEqual(expected);
  });

  it.each(reasonNames)("of %s have at most one of Reconciling and Stalled, and none beside Ready", (reason) => {
    const made = conditionsOf([], outcome(reason), early);
    const abnormal = ["Reconciling", "Stalled"].filter((type) => find(made, type) !== undefined);
    expect(abnormal).toHaveLength(reasons[reason].ready === "False" ? 1 : 0);
  });

  it("stand in the documented order", () => {
    const everything = outcome("Running", { changesPending: "image", deploymentFailed: "op-1" });
    const types = Object.keys(conditionTypes).filter((type) => !["Reconciling", "Stalled"].includes(type));
    expect(conditionsOf([], everything, early).map(({ type }) => type)).toEqual(types);
  });

  it("have a fact only while it holds", () => {
    const paused = conditionsOf([], outcome("Paused", { changesPending: "`image` waits" }), early);
    expect(find(paused, "ChangesPending")).toMatchObject({ status: "True", message: "`image` waits" });
    expect(find(conditionsOf(paused, outcome("Running"), late), "ChangesPending")).toBeUndefined();
  });

  it("move their transition time with their status", () => {
    const failed = conditionsOf(running, outcome("UpdateFailed"), late);
    expect(find(failed, "Ready")?.lastTransitionTime).toBe(late.now);
    expect(find(failed, "Stalled")?.lastTransitionTime).toBe(late.now);
    expect(find(failed, "Synced")?.lastTransitionTime).toBe(early.now);
  });

  it("keep their transition time when only the words change, and speak of the new generation", () => {
    const paused = conditionsOf(running, outcome("Paused"), late);
    expect(find(paused, "Ready")).toMatchObject({
      reason: "Paused",
      lastTransitionTime: early.now,
      observedGeneration: 2,
    });
  });

  it("drop what was abnormal and is over", () => {
    const failed = conditionsOf(running, outcome("UpdateFailed"), early);
    expect(lines(conditionsOf(failed, outcome("Updating"), late))).toEqual([
      "Ready False Updating",
      "Synced True Synced",
      "Reconciling True Updating",
    ]);
  });

  it.each<Reason>(["Throttled", "AwsUnavailable", "InternalError", "Suspended", "ForeignOperation"])(
    "of %s leave Ready and what stands beside it as they were, words, generation and all",
    (reason) => {
      const before = conditionsOf([], outcome("Paused", { changesPending: "`image` waits" }), early);
      const after = conditionsOf(before, outcome(reason), late);
      expect(after.filter(({ type }) => type !== "Synced")).toEqual(before.filter(({ type }) => type !== "Synced"));
      const failed = conditionsOf([], outcome("UpdateFailed"), early);
      expect(find(conditionsOf(failed, outcome(reason), late), "Stalled")).toEqual(find(failed, "Stalled"));
    },
  );

  it("are the same when the same outcome comes again", () => {
    expect(conditionsOf(running, outcome("Running"), { ...early, now: late.now })).toEqual(running);
  });
});
