import { beforeAll, describe, expect, it } from "vitest";
import { appRunnerServiceType } from "../../src/api/app-runner-service.ts";
import type { KubeClient } from "../../src/kube/client.ts";
import { KubeApiError } from "../../src/kube/kube-error.ts";
import { imageSpec, seedByConsole, shop } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

const minuteMs = 60_000;

beforeAll(warmUp);

async function runningWorld(reach?: (client: KubeClient) => KubeClient): Promise<World> {
  const world = new World();
  if (reach !== undefined) world.reach = reach;
  world.start();
  world.apply(shop, imageSpec("1"));
  await world.until(shop, "Running");
  return world;
}

function conditionsOf(world: World): string {
  return JSON.stringify(world.get(shop)?.status?.conditions);
}

/** A watch over which nothing ever comes. */
function silence(): AsyncIterable<never> {
  return { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) };
}

function methodsOf(client: KubeClient): KubeClient {
  return {
    get: (...given) => client.get(...given),
    list: (...given) => client.list(...given),
    watch: (...given) => client.watch(...given),
    create: (...given) => client.create(...given),
    replace: (...given) => client.replace(...given),
    patch: (...given) => client.patch(...given),
    delete: (...given) => client.delete(...given),
  };
}

describe("invariants 2, 4 and 11: an operator that sees an old object does not act on it", () => {
  const stale = [
    { title: "a creation", act: async () => undefined, mutations: { CreateService: 1 } },
    {
      title: "an update that is rolled back",
      act: (world: World) => world.edit(shop, { spec: imageSpec("fail-start") }),
      mutations: { CreateService: 1, UpdateService: 1 },
    },
    {
      title: "a deployment",
      act: (world: World) => world.edit(shop, { spec: { deploymentToken: "t1" } }),
      mutations: { CreateService: 1, StartDeployment: 1 },
    },
  ] as const;

  it.each(stale)("not when it starts from a list of long before $title", async ({ act, mutations }) => {
    const world = new World();
    world.apply(shop, imageSpec("1"));
    const old = await world.kube.list(appRunnerServiceType);
    world.start();
    await world.until(shop, "Creating");
    const creating = await world.kube.list(appRunnerServiceType);
    await world.until(shop, "Running");
    await act(world);
    await world.clock.advance(60 * minuteMs);
    world.end();
    const shown = mutations === stale[0].mutations ? old : creating;
    let watches = 0;
    world.reach = (client) => ({
      ...methodsOf(client),
      list: () => Promise.resolve(structuredClone(shown) as never),
      // Nothing comes after it: the cache stays as old as it is.
      watch: () => {
        watches++;
        return silence();
      },
    });
    const told = conditionsOf(world);
    world.written.length = 0;
    world.start();
    await world.clock.advance(30 * minuteMs);
    expect(watches).toBeGreaterThan(0);
    expect(world.mutations()).toEqual(mutations);
    expect(world.written.map(({ status }) => JSON.stringify(status?.conditions)).filter((now) => now !== told)).toEqual(
      [],
    );
    expect(conditionsOf(world)).toBe(told);
  });

  it("and acts as soon as it sees the present one", async () => {
    const world = await runningWorld();
    world.kube.before.push(({ verb }) => {
      if (verb === "patch" && world.get(shop)?.spec.deploymentToken === undefined) {
        throw new KubeApiError("conflict", { status: 409, reason: "Conflict" });
      }
    });
    await world.edit(shop, { spec: imageSpec("2") }).catch(() => undefined);
    world.kube.before.length = 0;
    await world.edit(shop, { spec: imageSpec("2") });
    world.kube.compact();
    world.kube.endWatches(new KubeApiError("too old", { status: 410, reason: "Expired" }));
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ CreateService: 1, UpdateService: 1 });
  });
});

describe("the API server", () => {
  it("may refuse every status write for a while: nothing is done twice, and the status is right in the end", async () => {
    const world = await runningWorld();
    await world.edit(shop, { spec: imageSpec("2") });
    await world.untilTrue("it is sent", () => world.mutations()["UpdateService"] === 1);
    world.kube.before.push(({ subresource }) => {
      if (subresource === "status") throw new KubeApiError("no", { status: 503, reason: "ServiceUnavailable" });
    });
    await world.clock.advance(20 * minuteMs);
    world.kube.before.length = 0;
    await world.until(shop, "Running", 20 * minuteMs);
    expect(world.mutations()).toEqual({ CreateService: 1, UpdateService: 1 });
  });

  it("may be edited between every read and write of the operator", async () => {
    const world = new World();
    world.start();
    let edits = 0;
    world.kube.before.push(async ({ subresource }) => {
      if (subresource !== "status" || edits >= 20 || world.get(shop) === undefined) return;
      edits++;
      await world.edit(shop, { metadata: { labels: { edit: String(edits) } } });
    });
    world.apply(shop, imageSpec("1"));
    await world.until(shop, "Running");
    expect(edits).toBe(20);
    expect(world.mutations()).toEqual({ CreateService: 1 });
    expect(world.told.defects).toEqual([]);
  });

  it("may lose its watches without a word", async () => {
    const world = await runningWorld((client) => ({
      ...methodsOf(client),
      watch: async function* (type, options) {
        let frames = 0;
        for await (const event of client.watch<never>(type, options)) {
          yield event;
          // The third event is the last that comes through.
          if (++frames === 3) await new Promise(() => undefined);
        }
      },
    }));
    await world.edit(shop, { spec: imageSpec("2") });
    await world.until(shop, "Running");
    expect(world.get(shop)?.status?.image).toContain(":2");
  });
});

describe("AWS", () => {
  it("may not answer at all for a while: the pass is given up, and made again", async () => {
    const world = await runningWorld();
    const { answerAws } = world;
    world.answerAws = () => new Promise(() => undefined);
    await world.edit(shop, { spec: imageSpec("2") });
    await world.clock.advance(30 * minuteMs);
    expect(world.told.reasons).toContain("AwsUnavailable");
    world.answerAws = answerAws;
    await world.until(shop, "Running", 20 * minuteMs);
    expect(world.mutations()).toEqual({ CreateService: 1, UpdateService: 1 });
  });

  it("may list a service late that was just created", async () => {
    const world = new World();
    const { answerAws } = world;
    const createdMs: number[] = [];
    world.answerAws = async (request) => {
      const target = request.headers.get("x-amz-target") ?? "";
      if (target.endsWith(".CreateService")) {
        const answer = await answerAws(request);
        if (createdMs.push(world.clock.nowMs()) === 1) throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
        return answer;
      }
      const isLate = target.endsWith(".ListServices") && world.clock.nowMs() - (createdMs[0] ?? 0) < minuteMs;
      return isLate ? new Response('{"ServiceSummaryList":[]}', { status: 200 }) : answerAws(request);
    };
    world.start();
    world.apply(shop, imageSpec("1"));
    await world.until(shop, "Running");
    const created = world.emulator
      .calls()
      .filter((call) => call.operation === "CreateService" && call.errorCode === undefined);
    expect(created).toHaveLength(1);
    expect(world.emulator.admin.services()).toHaveLength(1);
  });

  it("may list a service late whose creation was not answered, and its object goes meanwhile", async () => {
    const world = new World();
    const { answerAws } = world;
    let createdMs: number | undefined;
    world.answerAws = async (request) => {
      const target = request.headers.get("x-amz-target") ?? "";
      const answer = await answerAws(request);
      if (target.endsWith(".CreateService")) {
        createdMs = world.clock.nowMs();
        throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
      }
      const isLate = target.endsWith(".ListServices") && world.clock.nowMs() - (createdMs ?? 0) < minuteMs / 2;
      return isLate ? new Response('{"ServiceSummaryList":[]}', { status: 200 }) : answer;
    };
    world.start();
    world.apply(shop, imageSpec("1"));
    await world.clock.advanceUntil(() => createdMs !== undefined, minuteMs);
    await world.delete(shop);
    await world.untilGone(shop);
    expect(world.emulator.admin.services().map(({ status }) => status)).toEqual(["DELETED"]);
  });

  it("may hold the fleets of others, whose changes concern nobody", async () => {
    const world = new World();
    world.emulator.admin.setSwitches({ serviceQuota: 100 });
    for (let n = 0; n < 45; n++) seedByConsole(world, { ServiceName: `other-${n}` });
    world.start();
    world.apply(shop, imageSpec("1"));
    await world.until(shop, "Running");
    await world.clock.advance(5 * minuteMs);
    const before = { ...world.calls(), ListServices: 0 };
    for (let n = 0; n < 45; n++) world.emulator.admin.maintenance(`other-${n}`);
    await world.clock.advance(20 * minuteMs);
    expect({ ...world.calls(), ListServices: 0 }).toEqual(before);
  });
});
