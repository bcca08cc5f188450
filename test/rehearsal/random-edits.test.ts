import { beforeAll, describe, expect, it } from "vitest";
import { type Random, seededRandom } from "../../src/base/random.ts";
import { declare, doAsPeopleDo, objectOf, team } from "../simulation/team.ts";
import { oneOf } from "../simulation/team-acts.ts";
import { seedsTo } from "../simulation/seeds.ts";
import { warmUp, World } from "../simulation/world.ts";
import { rehearseWorld } from "./rehearse-world.ts";

const minuteMs = 60_000;

/** Specs that App Runner takes: nobody can know before that an operation fails. */
const foreseeable = team.map((member) => ({
  ...member,
  specs: member.specs.filter((spec) => !JSON.stringify(spec).includes("fail-start")),
}));

/** Edits, deletes and brings back some objects. */
async function editSome(world: World, random: Random): Promise<void> {
  for (const member of foreseeable) {
    const chance = random();
    if (chance < 0.15 && objectOf(world, member) !== undefined) await world.deleteKind(member.type, member.name);
    else if (chance < 0.6) await declare(world, member, oneOf(member.specs, random) ?? {});
  }
}

async function rest(world: World): Promise<void> {
  for (let turn = 0; turn < 36; turn++) {
    doAsPeopleDo(world);
    await world.clock.advance(10 * minuteMs);
  }
}

/** The calls of the operator that changed something, by what they are about. */
function madeSince(world: World, number: number): readonly string[] {
  return world.emulator
    .calls()
    .filter((call) => call.number > number && call.accessKeyId !== "AKIASOMEBODY" && call.errorCode === undefined)
    .filter(({ operation }) => !/^(Describe|List|Get)/.test(operation))
    .map(({ operation }) => operation);
}

describe("random edits of a team's objects are planned as they are then made", () => {
  beforeAll(warmUp);

  it.each(seedsTo(4))("seed %i", async (seed) => {
    const random = seededRandom(seed);
    const world = new World({ callLogCapacity: 100_000 });
    world.hasConfigurations = true;
    const first = world.start();
    for (const member of foreseeable) await declare(world, member, oneOf(member.specs, random) ?? {});
    await rest(world);
    // How far a roll-out is whose first service is at it just now, nobody can know that does not wait.
    first.kill();
    await editSome(world, random);
    const number = world.emulator.calls().at(-1)?.number ?? 0;
    const { calls, refused, isUnfinished } = await rehearseWorld(world);
    expect({ refused, isUnfinished }).toEqual({ refused: [], isUnfinished: false });
    const planned = calls.filter(({ refusal }) => refusal === undefined).map(({ operation }) => operation);
    expect(madeSince(world, number)).toEqual([]);
    world.start();
    for (let turn = 0; turn < 60; turn++) await world.clock.advance(10 * minuteMs);
    expect(planned.toSorted()).toEqual(madeSince(world, number).toSorted());
    world.end();
  });
});
