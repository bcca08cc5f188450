import { beforeAll, describe, expect, it } from "vitest";
import { autoScalingConfigurationType } from "../../src/api/auto-scaling-configuration.ts";
import { vpcConnectorType } from "../../src/api/vpc-connector.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { imageSpec } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

/** Lets time pass until the calls are made, and returns the most services that were changing at once meanwhile. */
async function mostChanging(world: World, updates: number): Promise<number> {
  let most = 0;
  for (let looks = 0; looks < 2000 && (world.mutations()["UpdateService"] ?? 0) < updates; looks++) {
    await world.clock.advance(5_000);
    const changing = world.emulator.admin.services().filter(({ status }) => status === "OPERATION_IN_PROGRESS");
    most = Math.max(most, changing.length);
  }
  expect(world.mutations()["UpdateService"]).toBe(updates);
  return most;
}

async function settled(world: World, names: readonly string[]): Promise<void> {
  for (const name of names) await world.until(name, "Running");
}

const uses = (configuration: string): JsonObject => ({ autoScalingConfigurationRef: { name: configuration } });

function running(): World {
  const world = new World();
  world.hasConfigurations = true;
  world.start();
  return world;
}

/** Eight configurations with a service each that were all edited just now. */
async function eightRollouts(): Promise<{ readonly world: World; readonly names: readonly string[] }> {
  const world = running();
  const names = Array.from({ length: 8 }, (_, index) => `scaling-${index}`);
  const services = names.map((name) => `${name}-service`);
  for (const name of names) {
    world.applyKind(autoScalingConfigurationType, name, { maxConcurrency: 50 });
    world.apply(`${name}-service`, imageSpec("1", uses(name)));
  }
  await settled(world, services);
  for (const name of names) await world.editKind(autoScalingConfigurationType, name, { spec: { maxConcurrency: 60 } });
  return { world, names };
}

describe("several roll-outs in one account", () => {
  beforeAll(warmUp);

  it("have five services changing at once between them, also across kinds", async () => {
    const world = running();
    const scaled = Array.from({ length: 8 }, (_, index) => `scaled-${index}`);
    const connected = Array.from({ length: 8 }, (_, index) => `connected-${index}`);
    world.applyKind(autoScalingConfigurationType, "scaling", { maxConcurrency: 50 });
    world.applyKind(vpcConnectorType, "inner", { subnets: ["subnet-1"], securityGroups: ["sg-1"] });
    const egress = { egressConfiguration: { egressType: "VPC", vpcConnectorRef: { name: "inner" } } };
    for (const name of scaled) world.apply(name, imageSpec("1", uses("scaling")));
    for (const name of connected) world.apply(name, imageSpec("1", { networkConfiguration: egress }));
    await settled(world, [...scaled, ...connected]);
    await world.editKind(autoScalingConfigurationType, "scaling", { spec: { maxConcurrency: 60 } });
    await world.editKind(vpcConnectorType, "inner", { spec: { subnets: ["subnet-2"] } });
    expect(await mostChanging(world, 16)).toBe(5);
    await world.untilKind(autoScalingConfigurationType, "scaling", "Available");
    await world.untilKind(vpcConnectorType, "inner", "Available");
    expect(world.told.defects).toEqual([]);
    world.end();
  });

  it("also begin with no more than five, and none is left behind", async () => {
    const { world, names } = await eightRollouts();
    const [startMs, most] = [world.clock.nowMs(), await mostChanging(world, names.length)];
    expect(most).toBe(5);
    // Those that waited go on when there is room. By themselves they would have looked again after five minutes.
    expect(world.clock.nowMs() - startMs).toBeLessThan(450_000);
    expect(world.told.defects).toEqual([]);
    world.end();
  });

  it("keep to it when the operator is restarted in the middle", async () => {
    const { world, names } = await eightRollouts();
    await mostChanging(world, 5);
    world.restart();
    expect(await mostChanging(world, names.length)).toBe(5);
    world.end();
  });
});
