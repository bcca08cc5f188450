import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { type Edit, editObject } from "../api/edit-object.ts";
import { configurations } from "../api/kind-fields/configurations.ts";
import { fieldsOf } from "../api/kind-fields/fields.ts";
import type { Subject } from "../api/kind-fields/subject.ts";
import { configuration, ConfigurationScene } from "./configuration-scene.ts";
import { warmUp } from "./world.ts";

/** What a resource of each kind has that differs from its full manifest. */
const differences: Readonly<Record<string, Edit>> = {
  AutoScalingConfiguration: { maxConcurrency: 60 },
  ObservabilityConfiguration: { traceConfiguration: null },
  VpcConnector: { subnets: ["subnet-3"] },
  Connection: { providerType: "BITBUCKET" },
};

/** What the object says once a difference is to be applied. */
const applied = ({ definition }: Subject) =>
  definition.type.kind === "Connection" ? "ImmutableDiffers" : ("Available" as const);

const dayMs = 24 * 3_600_000;

function specOf({ full }: Subject): JsonObject {
  const withoutPolicies = { deletionPolicy: null, driftIntervalSeconds: null, suspend: null, managementPolicy: null };
  return editObject(full, { ...withoutPolicies, awsAccountRef: null, region: null, adoption: null, default: null });
}

async function started(subject: Subject, edit: Edit = {}): Promise<ConfigurationScene> {
  const scene = new ConfigurationScene(subject);
  await scene.start(editObject(specOf(subject), edit));
  return scene;
}

/** A resource that an object left behind, with what differs from its manifest. */
async function leftBehind(subject: Subject, edit: Edit = {}): Promise<ConfigurationScene> {
  const scene = await started(subject, { ...edit, deletionPolicy: "Retain" });
  await scene.delete();
  return scene;
}

async function callsOfADay({ world }: ConfigurationScene): Promise<number> {
  const before = world.emulator.calls().length;
  await world.clock.advance(dayMs);
  return world.emulator.calls().length - before;
}

/** Somebody takes the tag `team` away. */
async function untag(scene: ConfigurationScene): Promise<void> {
  await scene.world.callAws("UntagResource", { ResourceArn: scene.versions()[0]?.arn, TagKeys: ["team"] });
}

/** What each field that steers the operator makes it do. */
const effects: Readonly<Record<string, (subject: Subject) => Promise<void>>> = {
  "awsAccountRef.name": async (subject) => {
    const scene = await started(subject);
    const spec = { ...specOf(subject), awsAccountRef: { name: "staging" } };
    await scene.become(spec, "NotGranted");
  },
  region: async (subject) => {
    const scene = await started(subject, { region: "us-east-1" });
    await scene.become({ ...specOf(subject), region: "eu-west-1" }, "IdentityChanged");
    await scene.become(specOf(subject));
  },
  managementPolicy: async (subject) => {
    const scene = await started(subject, { driftIntervalSeconds: 600 });
    const spec = { ...specOf(subject), driftIntervalSeconds: 600 };
    const expected = await scene.live();
    await untag(scene);
    await scene.world.clock.advance(1_200_000);
    expect(await scene.live()).toBe(expected);
    await scene.become({ ...spec, managementPolicy: "ReportDrift" });
    await untag(scene);
    await scene.world.untilKind(scene.type, configuration, "Drifted");
    expect(await scene.live()).not.toBe(expected);
    await scene.become({ ...spec, managementPolicy: "Manage" });
    expect(await scene.live()).toBe(expected);
    const observed = { managementPolicy: "Observe", tags: [], ...differences[scene.type.kind] };
    await scene.become(editObject(spec, observed), "Drifted");
    expect(await scene.live()).toBe(expected);
  },
  "adoption.policy": async (subject) => {
    const scene = await leftBehind(subject);
    await scene.apply({ ...specOf(subject), adoption: { policy: "Never" } }, "AlreadyExists");
    await scene.become({ ...specOf(subject), adoption: { policy: "IfUnowned" } });
    expect(scene.versions()).toHaveLength(1);
  },
  "adoption.arn": async (subject) => {
    const scene = await leftBehind(subject);
    const [{ arn } = { arn: "" }] = scene.versions();
    const other = arn.replace(/[0-9a-f]{32}$/, "0".repeat(32));
    await scene.apply({ ...specOf(subject), adoption: { policy: "IfUnowned", arn: other } }, "AdoptionTargetMissing");
    await scene.become({ ...specOf(subject), adoption: { policy: "IfUnowned", arn } });
    expect(scene.versions()).toEqual([expect.objectContaining({ arn })]);
  },
  "adoption.onDifference": async (subject) => {
    const scene = await leftBehind(subject, differences[subject.definition.type.kind]);
    const adoption = { policy: "IfUnowned" };
    await scene.apply({ ...specOf(subject), adoption }, "AdoptionDiffers");
    await scene.become({ ...specOf(subject), adoption: { ...adoption, onDifference: "Apply" } }, applied(subject));
  },
  "adoption.takeoverFrom": async (subject) => {
    const scene = await leftBehind(subject);
    const Tags = [{ Key: "copilot-application", Value: "shop" }];
    await scene.world.callAws("TagResource", { ResourceArn: scene.versions()[0]?.arn, Tags });
    const takeover = (takeoverFrom: string): JsonObject => ({
      ...specOf(subject),
      adoption: { policy: "Takeover", takeoverFrom },
    });
    await scene.apply(takeover("copilot/other"), "OwnershipConflict");
    await scene.become(takeover("copilot/shop"));
  },
  deletionPolicy: async (subject) => {
    expect((await leftBehind(subject)).versions()).toHaveLength(1);
    const scene = await started(subject, { deletionPolicy: "Delete" });
    await scene.delete();
    expect(scene.versions()).toEqual([]);
  },
  suspend: async (subject) => {
    const scene = await started(subject);
    await scene.become({ ...specOf(subject), suspend: true }, "untold");
    expect(await callsOfADay(scene)).toBe(0);
  },
  driftIntervalSeconds: async (subject) => {
    const scene = await started(subject);
    const seldom = await callsOfADay(scene);
    await scene.become({ ...specOf(subject), driftIntervalSeconds: 3600 });
    expect(await callsOfADay(scene)).toBeGreaterThan(2 * seldom);
  },
};

describe.each(configurations.map((subject) => [subject.definition.type.kind, subject] as const))(
  "%s",
  (_kind, subject) => {
    beforeAll(warmUp);

    const steering = fieldsOf(subject.definition.schema).filter(({ mutability }) => mutability === "operator");

    it.each(steering.map(({ path }) => path))("%s does what the reference says", async (path) => {
      const see = effects[path];
      if (see === undefined) throw new Error(`say what ${path} makes the operator do`);
      await expect(see(subject)).resolves.toBeUndefined();
    });
  },
);
