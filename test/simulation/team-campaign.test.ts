import { beforeAll, describe, expect, it } from "vitest";
import { appRunnerServiceType } from "../../src/api/app-runner-service.ts";
import { vpcIngressConnectionType } from "../../src/api/vpc-ingress-connection.ts";
import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";
import { type Random, seededRandom } from "../../src/base/random.ts";
import { stableJson } from "../../src/base/stable-json.ts";
import type { KubeClient, ResourceType } from "../../src/kube/client.ts";
import { faultyKubeClient, type KubeFaults, noKubeFaults } from "./faulty-kube-client.ts";
import { forgettingIntents } from "./gated-kube-client.ts";
import { statusFaults } from "./status-faults.ts";
import { declare, doAsPeopleDo, type Member, objectOf, team } from "./team.ts";
import { acts, attempt, foreignActs, oneOf } from "./team-acts.ts";
import { seedsTo } from "./seeds.ts";
import { warmUp, World } from "./world.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const badNetwork: KubeFaults = { refused: 0.05, lost: 0.05, late: 0.03, broken: 0.02, expired: 0.1, stale: 0.2 };

/** What must hold whatever happens. Asked all the time. */
function broken(world: World): string | undefined {
  const existing = world.emulator.admin.services().filter(({ status }) => status !== "DELETED");
  const names = existing.map(({ name }) => name);
  if (new Set(names).size < names.length) return `invariant 2: of these there are two: ${names.join(", ")}`;
  const busy = existing.find(({ operations }) => operations.filter(({ endedAt }) => endedAt === undefined).length > 1);
  return busy && `two operations run at once on ${busy.name}`;
}

function isReady(world: World, member: Member): boolean {
  const object = objectOf(world, member);
  return (object?.status?.conditions ?? []).some(
    ({ type, status, observedGeneration }) =>
      type === "Ready" && status === "True" && observedGeneration === object?.metadata.generation,
  );
}

function states(world: World): string {
  return team
    .map((member) => {
      const { metadata, status, spec } = objectOf(world, member) ?? {};
      return JSON.stringify({
        of: `${member.type.kind} ${member.name}`,
        deleting: metadata?.deletionTimestamp,
        spec,
        status,
      });
    })
    .join("\n");
}

async function until(world: World, what: string, done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 24 * 12; turn++) {
    if (done()) return;
    doAsPeopleDo(world);
    await world.clock.advance(5 * minuteMs);
  }
  throw new Error(`it did not come to this: ${what}\n${states(world)}\n${world.told.defects.join("\n")}`);
}

/** Puts the final manifests in place, and lets the world come to rest. */
async function settle(world: World): Promise<void> {
  // What is being deleted while others refer to it stays until a person takes those away.
  const going = (): readonly Member[] =>
    team.filter((member) => objectOf(world, member)?.metadata.deletionTimestamp !== undefined);
  const policies = { spec: { suspend: null, managementPolicy: null } };
  if (going().length > 0) {
    for (const { type, name } of team) {
      if (world.getKind(type, name) !== undefined) await world.editKind(type, name, policies);
    }
    for (const member of team.filter(({ refersTo }) => refersTo.length > 0)) {
      if (objectOf(world, member) !== undefined) await world.deleteKind(member.type, member.name);
    }
    await until(world, "all is gone that is being deleted", () => {
      deleteOrphans(world);
      return going().length === 0;
    });
  }
  for (const member of team) await declare(world, member, member.specs.at(-1) ?? {});
  await until(world, "everything is ready", () => team.every((member) => isReady(world, member)));
}

/** Deletes what an object left behind whose finalizer somebody took away. */
function deleteOrphans(world: World): void {
  const { admin } = world.emulator;
  const isThere = (type: ResourceType, name: string): boolean => world.getKind(type, name) !== undefined;
  for (const { name, arn, status } of admin.ingressConnections()) {
    if (status === "DELETED" || isThere(vpcIngressConnectionType, name)) continue;
    void attempt(world, "DeleteVpcIngressConnection", { VpcIngressConnectionArn: arn });
  }
  for (const { name, arn, status } of admin.services()) {
    if (status === "DELETED" || isThere(appRunnerServiceType, name)) continue;
    void attempt(world, "DeleteService", { ServiceArn: arn });
  }
}

/** What App Runner has in the end, whichever way it was reached: names and revisions depend on the way. */
async function endOf(world: World): Promise<string> {
  const { admin } = world.emulator;
  const services = admin.services().filter(({ status }) => status !== "DELETED");
  const described = await Promise.all(
    services.map(async ({ arn }) => (await world.callAws("DescribeService", { ServiceArn: arn }))["Service"]),
  );
  const connectors = (await world.callAws("ListVpcConnectors", {}))["VpcConnectors"];
  const scaling = (await world.callAws("ListAutoScalingConfigurations", { LatestOnly: false }))[
    "AutoScalingConfigurationSummaryList"
  ];
  const configurations = admin.configurations().filter(({ isDeleted }) => !isDeleted);
  const members = team.map((member) => {
    const { metadata, status } = objectOf(world, member) ?? {};
    const conditions = status?.conditions?.map(({ type, status: is, reason }) => [type, is, reason]);
    return { name: member.name, finalizers: metadata?.finalizers, conditions };
  });
  const end = {
    services: described,
    connectors,
    defaults: (Array.isArray(scaling) ? scaling : [])
      .filter((each) => isJsonObject(each) && each["Status"] === "ACTIVE")
      .map((each) => isJsonObject(each) && each["IsDefault"]),
    configurations: configurations.map(({ type, tags }) => ({ type, tags })),
    domains: admin.domains().map(({ name, status }) => ({ name, status })),
    ingresses: admin
      .ingressConnections()
      .filter(({ status }) => status !== "DELETED")
      .map(({ status, vpcEndpointId, tags }) => ({ status, vpcEndpointId, tags })),
    members,
  };
  return stableJson(sorted(JSON.parse(JSON.stringify(end)) as Json));
}

const ofTheWay = /^(.*Arn|ServiceId|ServiceUrl|.*At|.*Revision|VpcConnectorName|uid|.*\/uid|.*\/intent|.*-hash)$/;

/** Without what depends on the way, and with lists in one order. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted).toSorted((a, b) => (stableJson(a) < stableJson(b) ? -1 : 1));
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).filter(([name]) => !ofTheWay.test(name));
  return Object.fromEntries(members.map(([name, member]): [string, Json] => [name, sorted(member ?? null)]));
}

/** Everything is deleted at once, in any order; all ends, and App Runner has nothing left of it. */
async function remove(world: World, random: Random): Promise<void> {
  const order = team.toSorted(() => random() - 0.5);
  for (const { type, name } of order) await world.deleteKind(type, name);
  await until(world, "everything is gone", () => team.every((member) => objectOf(world, member) === undefined));
  const { admin } = world.emulator;
  expect(admin.services().filter(({ status }) => status !== "DELETED")).toEqual([]);
  expect(admin.ingressConnections().filter(({ status }) => status !== "DELETED")).toEqual([]);
  const left = admin.configurations().filter(({ isDeleted, name }) => !isDeleted && name !== "DefaultConfiguration");
  expect(left).toEqual([]);
}

function newWorld(): World {
  const world = new World({ callLogCapacity: 100_000 });
  world.hasConfigurations = true;
  return world;
}

async function play(seed: number, plant: (client: KubeClient) => KubeClient = (client) => client): Promise<World> {
  const random = seededRandom(seed);
  const world = newWorld();
  let faults: KubeFaults = badNetwork;
  const bad = faultyKubeClient(plant(world.kube), { clock: world.clock, random, faults: () => faults });
  world.reach = () => bad;
  world.start();
  for (const member of team.toSorted(() => random() - 0.5)) await declare(world, member, member.specs[0] ?? {});
  for (let turn = 0; turn < 30; turn++) {
    const member = oneOf(team, random);
    if (random() < 0.7 && member !== undefined) await oneOf(acts, random)?.(world, member, random);
    else await oneOf(foreignActs, random)?.(world, random);
    if (random() < 0.15) world.restart();
    if (random() < 0.1) world.kube.compact();
    if (random() < 0.5) doAsPeopleDo(world);
    await world.clock.advance(random() < 0.5 ? random() * minuteMs : random() * 15 * minuteMs);
    expect(broken(world)).toBeUndefined();
  }
  faults = noKubeFaults;
  world.emulator.admin.clearInjections();
  await settle(world);
  expect(broken(world)).toBeUndefined();
  return world;
}

describe("a team's objects: whatever goes wrong on the way, the end is the same, and nothing stays behind", () => {
  let wanted: string;

  beforeAll(async () => {
    await warmUp();
    const undisturbed = newWorld();
    undisturbed.start();
    await settle(undisturbed);
    await undisturbed.clock.advance(3 * hourMs);
    wanted = await endOf(undisturbed);
    undisturbed.end();
  });

  it.each(seedsTo(4))("with everything at random, seed %i", async (seed) => {
    const world = await play(seed);
    await world.clock.advance(3 * hourMs);
    expect(JSON.parse(await endOf(world)) as JsonObject).toEqual(JSON.parse(wanted) as JsonObject);
    expect(world.told.defects).toEqual([]);
    const faulty = [...world.written, ...world.writtenConfigurations].flatMap((object) =>
      statusFaults(object).map((fault) => `${fault}: ${JSON.stringify(object.status)}`),
    );
    expect(faulty.join("\n")).toBe("");
    const [mutations, writes] = [world.mutations(), world.kube.writes.length];
    await world.clock.advance(4 * hourMs);
    expect(world.mutations()).toEqual(mutations);
    expect(world.kube.writes.length).toBe(writes);
    await remove(world, seededRandom(seed));
    world.end();
  });

  it("finds out when intents are not written down", async () => {
    for (const seed of seedsTo(4)) {
      const end = await play(seed, forgettingIntents).then(endOf, String);
      if (end !== wanted) return;
    }
    expect.unreachable("every world came out right");
  });
});
