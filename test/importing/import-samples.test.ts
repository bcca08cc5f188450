import { beforeAll, describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../src/base/json.ts";
import { ownershipTagKeys } from "../../src/controllers/engine/ownership.ts";
import { createSamples } from "../api/create-samples.ts";
import type { Import } from "../../src/importing/import-fleet.ts";
import type { Rehearsal } from "../../src/rehearsal/rehearse.ts";
import { rehearseWorld } from "../rehearsal/rehearse-world.ts";
import { warmUp, World } from "../simulation/world.ts";
import { declaredBy, importWorld } from "./import-world.ts";

const hourMs = 3_600_000;

/** Every spec among the samples from which a service is made that runs: with each field, and each value at its limits. */
const specs = createSamples
  .filter(({ expect: verdict, manifest }) => verdict === "accepted" && !isOnlyObserved(manifest["spec"]))
  .map(({ name, manifest }, index) => ({ title: name, name: `sample-${index}`, spec: inTheWorld(manifest["spec"]) }));

function isOnlyObserved(spec: Json | undefined): boolean {
  return JSON.stringify(spec).includes('"Observe"');
}

/** Without what a world of one account and region does not have. */
function inTheWorld(spec: Json | undefined): JsonObject {
  const text = JSON.stringify(spec).replaceAll("eu-west-1", "us-east-1");
  const { awsAccountRef: _account, adoption: _adoption, serviceName: _name, ...rest } = JSON.parse(text) as JsonObject;
  return rest;
}

describe("services that were made from manifests and belong to nobody any more", () => {
  const world = new World({ callLogCapacity: 100_000 });
  let imported: Import;
  let planned: Rehearsal;

  beforeAll(async () => {
    await warmUp();
    world.emulator.admin.setSwitches({ failuresByName: false, serviceQuota: 1000 });
    world.start();
    for (const { name, spec } of specs) world.apply(name, spec);
    await world.clock.advance(hourMs);
    world.end();
    for (const { name } of specs) {
      const ResourceArn = world.get(name)?.status?.arn;
      await world.callAws("UntagResource", { ResourceArn, TagKeys: [...ownershipTagKeys] });
      await world.edit(name, { metadata: { finalizers: null } });
      await world.delete(name);
    }
    imported = await importWorld(world);
    planned = await rehearseWorld(world, declaredBy(imported));
  });

  it("are dozens, and none of their manifests needs a look or is refused", () => {
    expect(specs.length).toBeGreaterThan(40);
    expect(imported.notes).toEqual([]);
    expect(planned.refused).toEqual([]);
  });

  it.each(specs)("are imported without a change: $title", ({ name, spec }) => {
    const service = world.emulator.admin.services().find((each) => each.name === name);
    expect(service?.status).toBe(spec["desiredState"] === "Paused" ? "PAUSED" : "RUNNING");
    expect(planned.ends.find(({ object }) => object.name === name)?.isReady).toBe(true);
    const calls = planned.calls.filter(({ object }) => object.name === name).map(({ operation }) => operation);
    expect([...new Set(calls)]).toEqual(["TagResource"]);
  });
});
