import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endState } from "./end-state.ts";
import { type Fault, Gate, type Step } from "./gate.ts";
import { forgettingIntents } from "./gated-kube-client.ts";
import { type Scenario, scenarios, shop } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

/** Long enough for whatever is tried again by itself, so that nothing comes after the end. */
const restMs = 900_000;
const faults: readonly Fault["at"][] = ["before", "after", "reply"];

/** Runs a scenario whose change is made by a process behind `gate`; when that dies, another one takes over. */
async function play(
  scenario: Scenario,
  gate: Gate,
  plant: (world: World) => void = () => undefined,
): Promise<{ readonly end: string; readonly defects: readonly string[] }> {
  const world = new World();
  plant(world);
  const first = world.start();
  await scenario.given(world);
  first.kill();
  const process = world.start(gate);
  gate.onDeath(() => {
    process.kill();
    world.start();
  });
  await scenario.when(world);
  await scenario.until(world);
  await world.clock.advance(restMs);
  await scenario.until(world);
  return { end: endState(world, shop), defects: world.told.defects };
}

/** Every point at which the process can be stopped, or an answer be lost. */
function pointsOf(
  trace: readonly Step[],
): readonly { readonly index: number; readonly at: Fault["at"]; readonly step: Step }[] {
  return trace.flatMap((step, index) => faults.map((at) => ({ index, at, step })));
}

/** Plays the scenario undisturbed, and then once for each point and fault. Returns what did not come out the same. */
async function campaign(
  scenario: Scenario,
  plant?: (world: World) => void,
): Promise<{ readonly wrong: readonly string[]; readonly points: readonly string[] }> {
  const recorded = new Gate();
  const undisturbed = await play(scenario, recorded, plant);
  const wrong = recorded.trace.length > 1 ? [] : ["nothing was recorded"];
  const points: string[] = [];
  for (const { index, at, step } of pointsOf(recorded.trace)) {
    const gate = new Gate({ index, fault: { at } });
    const point = `${at} ${index}: ${step.name}`;
    points.push(point);
    try {
      const disturbed = await play(scenario, gate, plant);
      if (!gate.met) wrong.push(`${point}: was not met`);
      if (disturbed.defects.length > 0) wrong.push(`${point}: ${disturbed.defects.join("; ")}`);
      if (disturbed.end !== undisturbed.end) wrong.push(`${point}: ${difference(undisturbed.end, disturbed.end)}`);
    } catch (error) {
      wrong.push(`${point}: ${String(error)}`);
    }
  }
  return { wrong, points };
}

describe("invariants 1, 2, 4 and 11: a crash or a lost reply at any point changes nothing about the end", () => {
  beforeAll(warmUp);

  const covered: string[] = [];

  it.each(scenarios)(
    "$name",
    async (scenario) => {
      const { wrong, points } = await campaign(scenario);
      covered.push(...points);
      expect(wrong.join("\n")).toBe("");
    },
    120_000,
  );

  it.each(scenarios.filter(({ name }) => name === "deployment"))(
    "finds out when the intent to make a $name is not written down",
    async (scenario) => {
      const { wrong } = await campaign(scenario, (world) => {
        world.reach = forgettingIntents;
      });
      expect(wrong).not.toEqual([]);
    },
    120_000,
  );

  afterAll(() => {
    console.log(`crash points: ${covered.length} covered in ${scenarios.length} scenarios`);
  });
});

function difference(left: string, right: string): string {
  const [a, b] = [left.split("\n"), right.split("\n")];
  const only = (lines: readonly string[], other: readonly string[], sign: string): string[] =>
    lines.filter((line) => !other.includes(line)).map((line) => sign + line.trim());
  return [...only(a, b, "-"), ...only(b, a, "+")].join(" ") || "the order differs";
}
