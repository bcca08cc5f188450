import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/base/json.ts";
import { type Random, seededRandom } from "../../src/base/random.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import type { KubeClient } from "../../src/kube/client.ts";
import { faultyKubeClient, type KubeFaults, noKubeFaults } from "./faulty-kube-client.ts";
import { forgettingIntents } from "./gated-kube-client.ts";
import { imageSpec, shop } from "./scenarios.ts";
import { statusFaults } from "./status-faults.ts";
import { warmUp, World } from "./world.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How many worlds are tried; each has a seed of its own, which its title tells. */
const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

const badNetwork: KubeFaults = { refused: 0.08, lost: 0.08, late: 0.05, broken: 0.03, expired: 0.1, stale: 0.3 };

/** What a person does to the object. */
type Act = (world: World, random: Random) => Promise<unknown>;

const acts: readonly Act[] = [
  (world, random) => world.edit(shop, { spec: imageSpec(String(1 + Math.floor(random() * 5))) }),
  (world) => world.edit(shop, { spec: imageSpec("fail-start") }),
  (world) => world.edit(shop, { spec: { desiredState: "Paused" } }),
  (world) => world.edit(shop, { spec: { desiredState: "Running" } }),
  (world) => world.edit(shop, { spec: { desiredState: null } }),
  (world, random) => world.edit(shop, { spec: { deploymentToken: `t${random()}` } }),
  (world, random) => world.edit(shop, { spec: { deploymentToken: `t${random()}` } }),
  (world, random) =>
    world.edit(shop, { spec: { healthCheckConfiguration: { interval: 5 + Math.floor(random() * 5) } } }),
  (world) => world.edit(shop, { spec: { tags: [{ key: "team", value: "b" }] } }),
  (world) => world.edit(shop, { spec: { suspend: true } }),
  (world) => world.edit(shop, { spec: { suspend: null } }),
  (world) => world.edit(shop, { spec: { managementPolicy: "Observe" } }),
  (world) => world.edit(shop, { spec: { managementPolicy: "ReportDrift" } }),
  (world) => world.edit(shop, { spec: { managementPolicy: null } }),
  (world) => world.edit(shop, { spec: { createFailurePolicy: "Recreate" } }),
  (world) => world.edit(shop, { spec: { tags: null } }),
  (world, random) => world.annotate(shop, "retry-requested-at", String(random())),
  (world) => world.edit(shop, { metadata: { finalizers: null } }),
  (world) => world.setStatus(shop, null),
  async (world) => {
    if (world.get(shop)?.metadata.deletionTimestamp === undefined) await world.delete(shop);
  },
];

/** What somebody else does in AWS. A refusal there is nobody's concern here. */
const foreignActs: readonly Act[] = [
  (world) => world.callAws("PauseService", { ServiceArn: arnOf(world) }).catch(() => undefined),
  (world) => world.callAws("ResumeService", { ServiceArn: arnOf(world) }).catch(() => undefined),
  (world) => world.callAws("StartDeployment", { ServiceArn: arnOf(world) }).catch(() => undefined),
  (world) => world.callAws("DeleteService", { ServiceArn: arnOf(world) }).catch(() => undefined),
  async (world) => {
    if (world.emulator.admin.services().at(-1)?.status === "RUNNING") world.emulator.admin.maintenance(shop);
  },
  async (world) => {
    const code = "ThrottlingException";
    world.emulator.admin.inject({ when: "before", answer: "error", code, count: 3 });
  },
  async (world) => world.emulator.admin.inject({ when: "after", answer: "drop" }),
  async (world) => world.emulator.admin.inject({ when: "before", answer: "malformed", count: 2 }),
];

function arnOf(world: World): string | undefined {
  return world.emulator.admin.services().at(-1)?.arn;
}

/** What must hold whatever happens. Asked all the time. */
function broken(world: World): string | undefined {
  const existing = world.emulator.admin.services().filter(({ name, status }) => name === shop && status !== "DELETED");
  if (existing.length > 1) return "invariant 2: there are two services";
  const busy = existing[0]?.operations.filter(({ endedAt }) => endedAt === undefined) ?? [];
  if (busy.length > 1) return "two operations run at once";
  const tokens = new Set(world.written.map(({ spec }) => spec.deploymentToken));
  tokens.delete(undefined);
  if (deployments(world) > tokens.size)
    return `invariant 11: ${deployments(world)} deployments for ${tokens.size} tokens`;
  return undefined;
}

function deployments(world: World): number {
  const isOurs = ({ operation, errorCode, accessKeyId }: ReturnType<World["emulator"]["calls"]>[number]): boolean =>
    operation === "StartDeployment" && errorCode === undefined && accessKeyId === world.accessKeyId;
  return world.emulator.calls().filter(isOurs).length;
}

/** Puts a manifest in place that App Runner rolls back, and sees that it is not sent again. */
async function failOnce(world: World): Promise<string | undefined> {
  await settle(world, imageSpec("fail-start", { desiredState: "Running" }), ["UpdateFailed", "CreateFailed"]);
  const before = JSON.stringify(world.mutations());
  await world.clock.advance(3 * hourMs);
  return JSON.stringify(world.mutations()) === before ? undefined : "invariant 4: what failed was sent again";
}

/** Puts a final manifest in place, ends all faults, and lets the world come to rest. */
async function settle(world: World, spec: JsonObject, reasons: readonly Reason[]): Promise<void> {
  world.emulator.admin.clearInjections();
  if (world.get(shop)?.metadata.deletionTimestamp !== undefined) {
    await world.edit(shop, { spec: { suspend: null } });
    await world.untilGone(shop, 12 * hourMs);
  }
  if (world.get(shop) === undefined) world.apply(shop, spec);
  else await world.setSpec(shop, spec);
  const isSettled = (): boolean => {
    const { metadata, status } = world.get(shop) ?? {};
    return (status?.conditions ?? []).some(
      ({ type, reason, observedGeneration }) =>
        type === "Ready" && reasons.some((wanted) => wanted === reason) && observedGeneration === metadata?.generation,
    );
  };
  await world.untilTrue(`it is ${reasons.join(" or ")}`, isSettled, 12 * hourMs);
}

/** All that counts in the end, whichever way it was reached. */
async function endOf(world: World): Promise<object> {
  const { Service } = (await world.callAws("DescribeService", { ServiceArn: arnOf(world) })) as { Service: JsonObject };
  const { ServiceArn: _arn, ServiceId: _id, ServiceUrl: _url, CreatedAt: _at, UpdatedAt: _later, ...service } = Service;
  const status = world.get(shop)?.status;
  const tags = Object.entries(world.emulator.admin.services().at(-1)?.tags ?? {}).filter(
    ([key]) => !key.endsWith("/uid"),
  );
  return {
    service,
    tags: Object.fromEntries(tags),
    conditions: status?.conditions?.map(({ type, status: is, reason }) => [type, is, reason]),
    finalizers: world.get(shop)?.metadata.finalizers,
    drift: status?.drift,
    intent: status?.intent,
    operation: status?.operation,
  };
}

const final = imageSpec("9", {
  desiredState: "Running",
  tags: [{ key: "team", value: "z" }],
  healthCheckConfiguration: { interval: 7 },
});

/** Returns the world at rest under the final manifest, or what was broken on the way. */
async function play(
  seed: number,
  plant: (client: KubeClient) => KubeClient = (client) => client,
): Promise<World | string> {
  const random = seededRandom(seed);
  const world = new World();
  let faults: KubeFaults = badNetwork;
  const bad = faultyKubeClient(plant(world.kube), { clock: world.clock, random, faults: () => faults });
  // One for all processes, so that a new one can be given a list of the old one's time.
  world.reach = () => bad;
  world.start();
  world.apply(shop, imageSpec("1", { tags: [{ key: "team", value: "a" }] }));
  for (let turn = 0; turn < 12; turn++) {
    const among = random() < 0.7 ? acts : foreignActs;
    if (world.get(shop) === undefined) world.apply(shop, imageSpec(String(turn)));
    await among[Math.floor(random() * among.length)]?.(world, random);
    if (random() < 0.15) world.restart();
    if (random() < 0.1) world.kube.compact();
    const forMs = random() < 0.5 ? random() * minuteMs : random() * 12 * minuteMs;
    await world.clock.advance(forMs);
    const breach = broken(world);
    if (breach !== undefined) return breach;
  }
  faults = noKubeFaults;
  const breach = seed % 2 === 0 ? await failOnce(world) : undefined;
  if (breach !== undefined) return breach;
  await settle(world, final, ["Running"]);
  return broken(world) ?? world;
}

describe("invariants 2, 4, 6, 8 and 11: whatever goes wrong on the way, the end is the same", () => {
  beforeAll(warmUp);

  it.each(seeds)("with everything at random, seed %i", async (seed) => {
    const world = await play(seed);
    if (typeof world === "string") throw new Error(world);
    const undisturbed = new World();
    undisturbed.start();
    undisturbed.apply(shop, final);
    await undisturbed.until(shop, "Running");
    await world.clock.advance(10 * minuteMs);
    expect(await endOf(world)).toEqual(await endOf(undisturbed));
    expect(world.told.defects).toEqual([]);
    const faulty = world.written.flatMap((object) =>
      statusFaults(object).map((fault) => `${fault}: ${JSON.stringify(object.status)}`),
    );
    expect(faulty.join("\n")).toBe("");
    const [mutations, writes] = [world.mutations(), world.kube.writes.length];
    await world.clock.advance(2 * hourMs);
    expect(world.mutations()).toEqual(mutations);
    expect(world.kube.writes.length).toBe(writes);
  });

  it("finds out when intents are not written down", async () => {
    for (const seed of seeds) {
      const found = await play(seed, forgettingIntents).catch(String);
      if (typeof found === "string") return;
    }
    expect.unreachable("every world came out right");
  });
});
