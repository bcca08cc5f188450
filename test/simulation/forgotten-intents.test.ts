import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { campaign, play, type Point } from "./crash-campaign.ts";
import { Gate, type Step } from "./gate.ts";
import { forgettingIntents } from "./gated-kube-client.ts";
import { type Scenario, scenarios } from "./scenarios.ts";
import { warmUp, type World } from "./world.ts";

/** How an operator that forgets its intents is found out in each scenario, or why it is not. */
const verdicts: Readonly<
  Record<string, { readonly found: "by a lost reply" | "without a fault" | "not"; readonly because: string }>
> = {
  create: { found: "by a lost reply", because: "it takes its own creation for somebody else's operation" },
  "create paused": { found: "by a lost reply", because: "it takes its own operations for somebody else's" },
  update: { found: "by a lost reply", because: "it takes its own update for somebody else's" },
  "failed update": { found: "without a fault", because: "it sends what was rolled back again and again" },
  deployment: { found: "by a lost reply", because: "it deploys twice for one token" },
  pause: { found: "by a lost reply", because: "it takes its own pause for somebody else's" },
  resume: { found: "by a lost reply", because: "it takes its own resume for somebody else's" },
  adoption: { found: "not", because: "it only tags, and needs no intent to tag again" },
  "adoption with changes": { found: "by a lost reply", because: "it takes its own update for somebody else's" },
  delete: {
    found: "not",
    because: "the service's own state tells that it is being deleted, and it is gone in the end",
  },
  "delete and retain": { found: "not", because: "it only removes tags, and needs no intent to remove them again" },
  "failed create": { found: "without a fault", because: "it repairs with what failed, again and again" },
  repair: {
    found: "without a fault",
    because: "the failed creation before it is repaired with what failed, again and again",
  },
  recreate: { found: "by a lost reply", because: "it takes its own operations for somebody else's" },
  "deleted elsewhere": { found: "by a lost reply", because: "it takes its own creation for somebody else's operation" },
};

/** Where AWS has changed something and the process does not hear of it. */
function unheardMutations(trace: readonly Step[]): readonly Point[] {
  return trace.flatMap((step, index) =>
    step.target === "aws" && step.mutates ? (["after", "reply"] as const).map((at) => ({ index, at, step })) : [],
  );
}

const forgetful = (world: World): void => {
  world.reach = forgettingIntents;
};

describe("invariants 4 and 11: an operator that does not write its intents down", () => {
  beforeAll(warmUp);

  const found = (how: string): readonly Scenario[] => scenarios.filter(({ name }) => verdicts[name]?.found === how);

  it.each(found("by a lost reply"))("is found out by a lost reply: $name", async (scenario) => {
    const { wrong } = await campaign(scenario, unheardMutations, forgetful);
    expect(wrong).not.toEqual([]);
  });

  it.each(found("without a fault"))("never comes to an end, without any fault: $name", async (scenario) => {
    await expect(play(scenario, new Gate(), forgetful)).rejects.toThrow("it did not come to this");
  });

  it.each(found("not"))("is as good as any other where no intent matters: $name", async (scenario) => {
    const { wrong, points } = await campaign(scenario, unheardMutations, forgetful);
    expect(points.length).toBeGreaterThan(1);
    expect(wrong).toEqual([]);
  });

  it("is tried in every scenario", () => {
    expect(Object.keys(verdicts).toSorted()).toEqual(scenarios.map(({ name }) => name).toSorted());
    expect(found("not").map(({ name }) => name)).toEqual(["adoption", "delete", "delete and retain"]);
  });

  afterAll(() => {
    const lines = Object.entries(verdicts).map(([name, verdict]) => `${name}: ${verdict.found}; ${verdict.because}`);
    console.log(`forgotten intents are found out in each scenario:\n  ${lines.join("\n  ")}`);
  });
});
