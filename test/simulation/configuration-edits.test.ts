import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { stableJson } from "../../src/base/stable-json.ts";
import { type ConfigurationCase, configurationCases, sceneOf, titled } from "./configuration-cases.ts";
import type { ConfigurationScene } from "./configuration-scene.ts";
import { warmUp } from "./world.ts";

const mutable = configurationCases.filter(
  ({ field: { mutability } }) => !["operator", "immutable"].includes(mutability),
);

/** What App Runner makes of a spec when the resource is new: the judge of what an edit has to come to. */
const fresh = new Map<string, Promise<string>>();
function liveWhenNew(one: ConfigurationCase, spec: JsonObject): Promise<string> {
  const key = `${one.subject.definition.type.kind} ${stableJson(spec)}`;
  const known = fresh.get(key) ?? sceneOf(one, spec).then((scene) => scene.live());
  fresh.set(key, known);
  return known;
}

/** Gives the object that spec, and sees that it came to App Runner in the way that the schema says, and once. */
async function expectEffect(one: ConfigurationCase, scene: ConfigurationScene, spec: JsonObject): Promise<void> {
  const [before] = scene.versions();
  const calls = await scene.become(spec);
  const [after, ...others] = scene.versions();
  expect(others).toEqual([]);
  const { kind } = scene.type;
  const way = {
    calls: Object.entries(calls).map(([operation, count]) => `${operation} ${count}`),
    arn: before?.arn === after?.arn ? "same" : "another",
    name: before?.name === after?.name ? "same" : "another",
  };
  const renewed = [`Create${kind} 1`, `Delete${kind} 1`];
  const ways: Readonly<Record<string, object>> = {
    "in place": { calls: [expect.not.stringMatching(/^Create/)], arn: "same", name: "same" },
    "new revision": { calls: renewed, arn: "another", name: "same" },
    replaced: { calls: renewed, arn: "another", name: "another" },
  };
  expect(way).toEqual(ways[one.field.mutability]);
  expect(await scene.live()).toBe(await liveWhenNew(one, spec));
}

describe("every mutable field of the kinds that services refer to", () => {
  beforeAll(warmUp);

  it.each(titled(mutable.filter(({ changed }) => changed !== undefined)))(
    "%s: an edit reaches App Runner as the reference says, and back again ends where it began",
    async (_title, one) => {
      const { present, changed = {} } = one;
      const scene = await sceneOf(one, present);
      const first = await scene.live();
      await expectEffect(one, scene, changed);
      await expectEffect(one, scene, present);
      expect(await scene.live()).toBe(first);
      scene.world.end();
    },
  );

  it.each(titled(mutable.filter(({ absent }) => absent !== undefined)))(
    "%s: its removal resets it to App Runner's default, and its return ends where it began",
    async (_title, one) => {
      const { present, absent = {} } = one;
      const scene = await sceneOf(one, present);
      const first = await scene.live();
      await expectEffect(one, scene, absent);
      await expectEffect(one, scene, present);
      expect(await scene.live()).toBe(first);
      scene.world.end();
    },
  );

  it.each(titled(mutable.filter(({ changed }) => changed !== undefined)))(
    "%s: an edit keeps the tags that others set, and removes those that it does not name any more",
    async (_title, one) => {
      const { present, changed = {} } = one;
      const scene = await sceneOf(one, present);
      await scene.world.callAws("TagResource", {
        ResourceArn: scene.versions()[0]?.arn,
        Tags: [{ Key: "cost-centre", Value: "7" }],
      });
      await scene.become({ ...changed, tags: [{ key: "stage", value: "test" }] });
      await scene.world.clock.advance(24 * 3_600_000);
      const own = Object.entries(scene.versions()[0]?.tags ?? {}).filter(([key]) => !key.startsWith("apprunner"));
      expect(Object.fromEntries(own)).toEqual({ "cost-centre": "7", stage: "test" });
      scene.world.end();
    },
  );

  it("is tried, but for what no manifest can do", () => {
    const leftOut = mutable.flatMap(({ subject, field: { path }, changed, absent }) => {
      const { kind } = subject.definition.type;
      const steps = [...(changed === undefined ? ["edit"] : []), ...(absent === undefined ? ["removal"] : [])];
      return steps.map((step) => `${step} of ${path} of ${kind}`);
    });
    console.log(`${2 * mutable.length - leftOut.length} steps tried, left out: ${leftOut.join(", ")}`);
    expect(leftOut).toEqual([
      "edit of traceConfiguration.vendor of ObservabilityConfiguration",
      "removal of subnets of VpcConnector",
    ]);
  });
});
