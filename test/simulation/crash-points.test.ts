import { beforeAll, describe, expect, it } from "vitest";
import { campaign, type Point } from "./crash-campaign.ts";
import type { Fault, Step } from "./gate.ts";
import { scenarios } from "./scenarios.ts";
import { warmUp } from "./world.ts";

/** `CRASH_POINTS=all` takes every fault at every step, which takes minutes. */
const takesAll = process.env["CRASH_POINTS"] === "all";

/**
 * Whether a read is in the middle of a poll: between the writes around it, the same read is made before it and after it.
 * The first and the last of them are the points that stand for all.
 */
function isRepetition(step: Step, index: number, trace: readonly Step[]): boolean {
  if (step.mutates) return false;
  const from = trace.slice(0, index).findLastIndex(({ mutates }) => mutates) + 1;
  const until = trace.findIndex(({ mutates }, at) => mutates && at > index);
  const isSame = ({ name }: Step): boolean => name === step.name;
  return trace.slice(from, index).some(isSame) && trace.slice(index + 1, until < 0 ? undefined : until).some(isSame);
}

/** To die right after a read, which changes nothing, leaves the world as it is when one dies right before it. */
function faultsOf({ mutates }: Step): readonly Fault["at"][] {
  return mutates || takesAll ? ["before", "after", "reply"] : ["before", "reply"];
}

/** Every point, but for the repetitions within polls. */
function pointsOf(trace: readonly Step[]): readonly Point[] {
  return trace.flatMap((step, index) =>
    isRepetition(step, index, trace) && !takesAll ? [] : faultsOf(step).map((at) => ({ index, at, step })),
  );
}

describe("invariants 1, 2, 4 and 11: a crash or a lost reply at any point changes nothing about the end", () => {
  beforeAll(warmUp);

  const covered: Point[] = [];
  let leftOut = 0;

  it.each(scenarios)(
    "$name",
    async (scenario) => {
      const { wrong, points, trace } = await campaign(scenario, pointsOf);
      covered.push(...points);
      leftOut += trace.length - new Set(points.map(({ index }) => index)).size;
      expect(wrong.join("\n")).toBe("");
      expect(points.length).toBeGreaterThan(20);
    },
    600_000,
  );

  it("covers writes to Kubernetes, events among them, calls that change AWS, and reads of it", () => {
    const count = (is: (step: Step) => boolean): number => covered.filter(({ step }) => is(step)).length;
    const counts = {
      kubernetes: count(({ target }) => target === "kubernetes"),
      events: count(({ name }) => name.startsWith("create events")),
      mutations: count(({ target, mutates }) => target === "aws" && mutates),
      reads: count(({ mutates }) => !mutates),
      identity: count(({ name }) => name === "GetCallerIdentity"),
    };
    console.log(
      `crash points: ${covered.length} covered in ${scenarios.length} scenarios: ${counts.kubernetes} at writes to ` +
        `Kubernetes (${counts.events} of them of events), ${counts.mutations} at calls that change AWS, ` +
        `${counts.reads} at reads of it (${counts.identity} of them of the identity); left out: ${leftOut} reads in ` +
        `the middle of polls, whose first and last are covered${takesAll ? "" : " (CRASH_POINTS=all covers each)"}`,
    );
    for (const found of Object.values(counts)) expect(found).toBeGreaterThan(0);
  });
});
