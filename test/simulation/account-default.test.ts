import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { configurations } from "../api/kind-fields/configurations.ts";
import type { Subject } from "../api/kind-fields/subject.ts";
import { configuration, ConfigurationScene } from "./configuration-scene.ts";
import { warmUp } from "./world.ts";

const isScaling = ({ definition }: Subject): boolean => definition.type.kind === "AutoScalingConfiguration";

async function sceneOf(spec: JsonObject): Promise<ConfigurationScene> {
  const [subject] = configurations.filter(isScaling);
  if (subject === undefined) throw new Error("there is no such kind");
  const scene = new ConfigurationScene(subject);
  await scene.start(spec);
  return scene;
}

/** The account's default, as name and revision. */
async function defaultOf({ world }: ConfigurationScene): Promise<string> {
  const { AutoScalingConfigurationSummaryList: all } = (await world.callAws("ListAutoScalingConfigurations", {
    LatestOnly: false,
  })) as {
    readonly AutoScalingConfigurationSummaryList: readonly {
      readonly AutoScalingConfigurationName: string;
      readonly AutoScalingConfigurationRevision: number;
      readonly IsDefault: boolean;
    }[];
  };
  const found = all.find(({ IsDefault }) => IsDefault);
  return `${found?.AutoScalingConfigurationName ?? ""}/${found?.AutoScalingConfigurationRevision ?? 0}`;
}

const builtInArn = "arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/DefaultConfiguration";

/** Makes a configuration the account's default in the console. */
async function choose({ world }: ConfigurationScene, arn: string): Promise<void> {
  await world.callAws("UpdateDefaultAutoScalingConfiguration", { AutoScalingConfigurationArn: arn });
}

const builtIn = "DefaultConfiguration/1";

describe("the account's default", () => {
  beforeAll(warmUp);

  it.each([
    ["refused from now on", { default: false }],
    ["not named any more", {}],
  ])("goes back together with an edit that makes a new revision, when it is %s", async (_title, rest) => {
    const scene = await sceneOf({ maxConcurrency: 50, default: true });
    expect(await defaultOf(scene)).toBe(`${configuration}/1`);
    expect(await scene.become({ maxConcurrency: 60, ...rest })).toEqual({
      CreateAutoScalingConfiguration: 1,
      UpdateDefaultAutoScalingConfiguration: 1,
      DeleteAutoScalingConfiguration: 1,
    });
    expect(await defaultOf(scene)).toBe(builtIn);
    scene.world.end();
  });

  it("is handed back once when it is not named any more, and stays as the console has it afterwards", async () => {
    const scene = await sceneOf({ default: true });
    await scene.become({});
    expect(await defaultOf(scene)).toBe(builtIn);
    await choose(scene, scene.versions()[0]?.arn ?? "");
    expect(await scene.become({ driftIntervalSeconds: 60 })).toEqual({});
    expect(await defaultOf(scene)).toBe(`${configuration}/1`);
    scene.world.end();
  });

  it("is handed back also by a process that starts after one whose call was lost", async () => {
    const scene = await sceneOf({ default: true });
    const { world, type } = scene;
    const operation = "UpdateDefaultAutoScalingConfiguration";
    world.emulator.admin.inject({ when: "before", answer: "drop", operation });
    await world.editKind(type, configuration, { spec: { default: null } });
    await world.untilTrue("the call was tried", () => world.mutations()[operation] === 2);
    world.restart();
    await scene.become({});
    expect(await defaultOf(scene)).toBe(builtIn);
    scene.world.end();
  });

  it("is taken back from the console by Manage, and only reported on by ReportDrift", async () => {
    const scene = await sceneOf({ default: true, driftIntervalSeconds: 60 });
    await choose(scene, builtInArn);
    await scene.world.clock.advance(120_000);
    expect(await defaultOf(scene)).toBe(`${configuration}/1`);
    await scene.become({ default: true, driftIntervalSeconds: 60, managementPolicy: "ReportDrift" });
    await choose(scene, builtInArn);
    await scene.world.untilKind(scene.type, configuration, "Drifted");
    expect(scene.world.getKind(scene.type, configuration)?.status).toMatchObject({
      drift: [{ path: "default", desired: "true", actual: "false" }],
    });
    expect(await defaultOf(scene)).toBe(builtIn);
    scene.world.end();
  });

  it("is an edit that ReportDrift acts on, too", async () => {
    const scene = await sceneOf({ managementPolicy: "ReportDrift" });
    await scene.become({ managementPolicy: "ReportDrift", default: true });
    expect(await defaultOf(scene)).toBe(`${configuration}/1`);
    await scene.become({ managementPolicy: "ReportDrift" });
    expect(await defaultOf(scene)).toBe(builtIn);
    scene.world.end();
  });
});
