import { describe, expect, it } from "vitest";
import { configurationScenarios } from "../simulation/configuration-scenarios.ts";
import { domainScenarios } from "../simulation/domain-scenarios.ts";
import { type Scenario, scenarios } from "../simulation/scenarios.ts";
import { World } from "../simulation/world.ts";
import { rehearseWorld } from "./rehearse-world.ts";

const hourMs = 3_600_000;

/** What only App Runner can know: that an operation fails, and what the operator then does. */
const unforeseeable: Readonly<Record<string, string>> = {
  recreate: "the plan cannot know that a creation will fail, after which the operator makes another one",
};

/**
 * The calls of the operator that changed something, in their order. A deletion that App Runner refuses until it has noticed
 * that nobody uses the resource any more is one call that is made again, not two.
 */
function mutationsOf(world: World): readonly string[] {
  return world.emulator
    .calls()
    .filter(({ operation }) => !/^(Describe|List|Get)/.test(operation))
    .filter(({ accessKeyId, errorCode }) => accessKeyId !== "AKIASOMEBODY" && errorCode === undefined)
    .map(({ operation }) => operation);
}

/** What is planned, and what is then done, for a scenario. */
async function playBoth(
  scenario: Scenario,
  hasConfigurations: boolean,
): Promise<{ readonly planned: readonly string[]; readonly made: readonly string[] }> {
  const world = new World();
  world.hasConfigurations = hasConfigurations;
  const first = world.start();
  await scenario.given(world);
  first.kill();
  await scenario.when(world);
  const before = mutationsOf(world);
  const { calls, refused, isUnfinished } = await rehearseWorld(world);
  if (refused.length > 0 || isUnfinished) throw new Error(`it was not planned to its end: ${JSON.stringify(refused)}`);
  const early = mutationsOf(world).slice(before.length);
  if (early.length > 0) throw new Error(`planning made these calls: ${early.join()}`);

  world.start();
  await scenario.until(world);
  await world.clock.advance(3 * hourMs);
  await scenario.until(world);
  world.end();
  const made = mutationsOf(world).slice(before.length);
  return { planned: calls.map(({ operation }) => operation), made };
}

describe("the calls that are planned are those that the operator makes", () => {
  const foreseeable = scenarios.filter(({ name }) => !(name in unforeseeable));

  it.each(foreseeable)("for a service: $name", async (scenario) => {
    const { planned, made } = await playBoth(scenario, false);
    expect(planned).toEqual(made);
  });

  it.each([...configurationScenarios, ...domainScenarios])("for what goes with services: $name", async (scenario) => {
    const { planned, made } = await playBoth(scenario, true);
    expect(planned).toEqual(made);
  });

  it("leaves out only what cannot be known before", () => {
    expect(scenarios.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(unforeseeable)));
  });
});
