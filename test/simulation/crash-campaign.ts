import { endState } from "./end-state.ts";
import { type Fault, Gate, type Step } from "./gate.ts";
import { type Scenario, shop } from "./scenarios.ts";
import { World } from "./world.ts";

/** Long enough for whatever is tried again by itself, so that nothing comes after the end. */
const restMs = 600_000;

/** A place at which the process can be stopped, or an answer be lost. */
export interface Point {
  readonly index: number;
  readonly at: Fault["at"];
  readonly step: Step;
}

export interface Campaign {
  /** What did not come out as it does undisturbed. */
  readonly wrong: readonly string[];
  readonly points: readonly Point[];
  /** The steps of the undisturbed run. */
  readonly trace: readonly Step[];
}

/**
 * Runs a scenario whose change is made by a process behind `gate`; when that dies, another one takes over. Rejects when
 * it does not come to its end.
 */
export async function play(
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

/** Plays the scenario undisturbed, and then once for each point of its trace that `choose` chooses. */
export async function campaign(
  scenario: Scenario,
  choose: (trace: readonly Step[]) => readonly Point[],
  plant?: (world: World) => void,
): Promise<Campaign> {
  const recorder = new Gate();
  const undisturbed = await play(scenario, recorder, plant);
  const { trace } = recorder;
  const points = choose(trace);
  const wrong: string[] = [];
  for (const { index, at, step } of points) {
    const gate = new Gate({ index, fault: { at } });
    const point = `${at} ${index}: ${step.name}`;
    try {
      const disturbed = await play(scenario, gate, plant);
      if (!gate.met || gate.trace[index]?.name !== step.name) wrong.push(`${point}: was not met`);
      if (disturbed.defects.length > 0) wrong.push(`${point}: ${disturbed.defects.join("; ")}`);
      if (disturbed.end !== undisturbed.end) wrong.push(`${point}: ${difference(undisturbed.end, disturbed.end)}`);
    } catch (error) {
      wrong.push(`${point}: ${String(error)}`);
    }
  }
  return { wrong, points, trace };
}

function difference(left: string, right: string): string {
  const [a, b] = [left.split("\n"), right.split("\n")];
  const only = (lines: readonly string[], other: readonly string[], sign: string): string[] =>
    lines.filter((line) => !other.includes(line)).map((line) => sign + line.trim());
  return [...only(a, b, "-"), ...only(b, a, "+")].join(" ") || "the order differs";
}
