import { beforeAll, describe, expect, it } from "vitest";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { configurations } from "../api/kind-fields/configurations.ts";
import { ConfigurationScene, configuration } from "./configuration-scene.ts";
import { warmUp } from "./world.ts";

interface Case {
  readonly kind: string;
  readonly first: JsonObject;
  readonly edited: JsonObject;
  /** A piece of App Runner's answers, and what arrives in its place. */
  readonly sent: string;
  readonly shown: string;
}

const cases: readonly Case[] = [
  {
    kind: "AutoScalingConfiguration",
    first: { maxConcurrency: 50 },
    edited: { maxConcurrency: 60 },
    sent: '"MaxConcurrency":60',
    shown: '"MaxConcurrency":61',
  },
  {
    kind: "ObservabilityConfiguration",
    first: {},
    edited: { traceConfiguration: { vendor: "AWSXRAY" } },
    sent: '"Vendor":"AWSXRAY"',
    shown: '"Vendor":"XRAY"',
  },
  {
    kind: "VpcConnector",
    first: { subnets: ["subnet-1"] },
    edited: { subnets: ["subnet-2"] },
    sent: "subnet-2",
    shown: "subnet-02",
  },
];

async function sceneOf(
  { kind, sent, shown }: Case,
  spec: JsonObject,
  reason: Reason = "Available",
): Promise<ConfigurationScene> {
  const subject = configurations.find(({ definition }) => definition.type.kind === kind);
  if (subject === undefined) throw new Error(`there is no kind ${kind}`);
  const scene = new ConfigurationScene(subject);
  const { world } = scene;
  world.answerAws = async (request) => {
    const answer = await world.emulator.handle(request);
    const text = (await answer.text()).replaceAll(sent, shown);
    return new Response(text, { status: answer.status, headers: answer.headers });
  };
  await scene.start(spec, reason);
  return scene;
}

describe("a setting that App Runner takes and shows otherwise", () => {
  beforeAll(warmUp);

  it.each(cases)("makes one version of a $kind, and one more for each requested retry", async (one) => {
    const scene = await sceneOf(one, one.first);
    const { world, type } = scene;
    const create = `Create${one.kind}`;
    const calls = await scene.become(one.edited, "UpdateIneffective");
    expect(calls).toEqual({ [create]: 1 });
    expect(world.getKind(type, configuration)?.status).toHaveProperty("drift.0.path");
    await world.clock.advance(6 * 3_600_000);
    expect(world.mutations()).toMatchObject({ [create]: 2 });
    const annotations = { "apprunner-operator.dev/retry-requested-at": "1" };
    await world.editKind(type, configuration, { metadata: { annotations } });
    await world.clock.advance(6 * 3_600_000);
    expect(world.mutations()).toMatchObject({ [create]: 3 });
    expect(world.reasonOf(type, configuration)).toBe("UpdateIneffective");
    const back = await scene.become(one.first);
    expect(back[create] ?? 0).toBe(0);
    expect(scene.versions()).toHaveLength(1);
    world.end();
  });

  it.each(cases)("is not sent again either when a $kind is made with it", async (one) => {
    const { world } = await sceneOf(one, one.edited, "UpdateIneffective");
    await world.clock.advance(6 * 3_600_000);
    expect(world.mutations()).toEqual({ [`Create${one.kind}`]: 1 });
    world.end();
  });
});
