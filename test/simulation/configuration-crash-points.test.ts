import { beforeAll, describe, expect, it } from "vitest";
import { configurationScenarios } from "./configuration-scenarios.ts";
import { domainScenarios } from "./domain-scenarios.ts";
import { campaign, type Point } from "./crash-campaign.ts";
import type { Step } from "./gate.ts";
import { warmUp } from "./world.ts";

/** `CRASH_POINTS=all` takes every fault at every step, which takes minutes. */
const takesAll = process.env["CRASH_POINTS"] === "all";

/** What a service does by itself; crash-points.test.ts has that. */
const ofTheService = /apprunnerservices|events|DescribeService|ListOperations|ListServices|GetCallerIdentity/;

/** Every fault at every step that changes something; of reads, one of each name, since a read changes nothing. */
function pointsOf(trace: readonly Step[]): readonly Point[] {
  return trace.flatMap((step, index): Point[] => {
    if (ofTheService.test(step.name) && !takesAll) return [];
    const isKnown = trace.slice(0, index).some(({ name }) => name === step.name);
    if (!step.mutates && isKnown && !takesAll) return [];
    const faults = step.mutates || takesAll ? (["before", "after", "reply"] as const) : (["reply"] as const);
    return faults.map((at) => ({ index, at, step }));
  });
}

describe("invariant 2 for what services refer to: a crash or a lost reply at any point changes nothing about the end", () => {
  beforeAll(warmUp);

  it.each([...configurationScenarios, ...domainScenarios])(
    "$name",
    async (scenario) => {
      const { wrong, points, trace } = await campaign(scenario, pointsOf, (world) => {
        world.hasConfigurations = true;
      });
      const mutations = points.filter(({ step }) => step.target === "aws" && step.mutates).length;
      console.log(
        `crash points: ${points.length} of "${scenario.name}", ${mutations} of them at calls that change AWS, in a run of ${trace.length} steps`,
      );
      expect(wrong.join("\n")).toBe("");
      expect(points.length).toBeGreaterThan(9);
      expect(mutations).toBeGreaterThan(0);
    },
    600_000,
  );
});
