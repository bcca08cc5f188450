import { describe, expect, it } from "vitest";
import type { Outcome } from "./outcome.ts";
import { type Reason, reasons } from "./reasons.ts";
import { statusOf } from "./status.ts";
import { managed } from "./testing/managed.ts";
import { reasonNames } from "./testing/reason-names.ts";

const nowMs = Date.UTC(2026, 0, 1, 12, 30, 15, 250);
const outcome = (reason: Reason): Outcome => ({ reason, message: reason, requeueAfterMs: 0 });
const learning = reasonNames.filter((reason) => reasons[reason].ready !== "unchanged");
const learningNothing = reasonNames.filter((reason) => reasons[reason].ready === "unchanged");

describe("the generation that a status is about", () => {
  it.each(learning)("is the object's after %s", (reason) => {
    expect(statusOf(managed({}, { observedGeneration: 2 }), outcome(reason), {}, nowMs)).toMatchObject({
      observedGeneration: 3,
    });
  });

  it.each(learningNothing)("stays behind after %s", (reason) => {
    expect(statusOf(managed({}, { observedGeneration: 2 }), outcome(reason), {}, nowMs)).toMatchObject({
      observedGeneration: 2,
    });
    expect(statusOf(managed(), outcome(reason), {}, nowMs)).toMatchObject({ observedGeneration: -1 });
  });
});

describe("a status", () => {
  it("holds what is remembered beside the conditions, which come first", () => {
    const status = statusOf(managed(), outcome("Running"), { arn: "arn", url: "https://x" }, nowMs);
    expect(Object.keys(status)).toEqual(["conditions", "observedGeneration", "arn", "url"]);
  });

  it("has times in whole seconds", () => {
    expect(statusOf(managed(), outcome("Running"), {}, nowMs)).toMatchObject({
      conditions: [{ lastTransitionTime: "2026-01-01T12:30:15Z" }, {}],
    });
  });
});
