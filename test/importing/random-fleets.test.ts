import { beforeAll, describe, expect, it } from "vitest";
import { kindDefinitions } from "../../src/api/kinds.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { type Random, seededRandom } from "../../src/base/random.ts";
import { ownershipTagKeys } from "../../src/controllers/engine/ownership.ts";
import type { DeclaredObject } from "../../src/rehearsal/interest.ts";
import { rehearseWorld } from "../rehearsal/rehearse-world.ts";
import { declare, doAsPeopleDo, team } from "../simulation/team.ts";
import { foreignActs, oneOf } from "../simulation/team-acts.ts";
import { seedsTo } from "../simulation/seeds.ts";
import { warmUp, World } from "../simulation/world.ts";
import { declaredBy, importWorld } from "./import-world.ts";

const minuteMs = 60_000;

/** Lets a fleet grow: edits at random, and changes at AWS. */
async function grow(world: World, random: Random): Promise<void> {
  for (const member of team) await declare(world, member, oneOf(member.specs, random) ?? {});
  for (let turn = 0; turn < 50; turn++) {
    const member = oneOf(team, random);
    const edits = turn < 20;
    if (edits && member !== undefined && random() < 0.7)
      await declare(world, member, oneOf(member.specs, random) ?? {});
    else if (edits) await oneOf(foreignActs.slice(0, 5), random)?.(world, random);
    doAsPeopleDo(world);
    await world.clock.advance(10 * minuteMs);
  }
}

/** Takes every object and every trace of ownership away. What App Runner has stays. */
async function disown(world: World): Promise<void> {
  const { admin } = world.emulator;
  const owned = [...admin.services(), ...admin.configurations(), ...admin.ingressConnections()];
  for (const { arn, tags } of owned) {
    if (Object.keys(tags).length === 0) continue;
    // What is deleted has tags as well, and takes no call.
    const input = { ResourceArn: arn, TagKeys: [...ownershipTagKeys] };
    await world.callAws("UntagResource", input).catch(() => undefined);
  }
  for (const { type, name } of team) {
    await world.editKind(type, name, { metadata: { finalizers: null } });
    await world.deleteKind(type, name);
  }
}

function apply(world: World, manifests: readonly DeclaredObject[]): void {
  for (const { kind, metadata, spec } of manifests) {
    const definition = kindDefinitions.find(({ type }) => type.kind === kind);
    if (definition !== undefined) world.applyKind(definition.type, metadata.name, spec as JsonObject);
  }
}

describe("a fleet that grew at random is imported without a change, by plan and by operator:", () => {
  beforeAll(warmUp);

  it.each(seedsTo(3))("seed %i", async (seed) => {
    const random = seededRandom(seed);
    const world = new World({ callLogCapacity: 100_000 });
    world.hasConfigurations = true;
    world.start();
    await grow(world, random);
    world.end();
    await disown(world);

    const imported = await importWorld(world);
    expect(imported.notes.filter((note) => !note.includes("FAILED"))).toEqual([]);
    const manifests = declaredBy(imported);
    expect(manifests.length).toBeGreaterThan(3);
    const { calls, refused, ends } = await rehearseWorld(world, manifests);
    expect(refused).toEqual([]);
    expect(ends.filter(({ isReady }) => !isReady)).toEqual([]);
    expect([...new Set(calls.map(({ operation }) => operation))]).toEqual(["TagResource"]);

    apply(world, manifests);
    const before = world.emulator.calls().at(-1)?.number ?? 0;
    world.start();
    await world.clock.advance(120 * minuteMs);
    const made = world.emulator
      .calls()
      .filter(({ number, operation }) => number > before && !/^(List|Describe|Get)/.test(operation));
    expect([...new Set(made.map(({ operation }) => operation))]).toEqual(["TagResource"]);
    world.end();
  });
});
