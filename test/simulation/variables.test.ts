import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";
import { shop } from "./scenarios.ts";
import { World } from "./world.ts";

const configMaps = { group: "", version: "v1", plural: "configmaps", kind: "ConfigMap", namespaced: true };
const minuteMs = 60_000;

let world: World;

beforeEach(() => {
  world = new World();
  world.listens = true;
});

afterEach(() => {
  world.end();
  if (world.told.defects.length > 0) throw new Error(world.told.defects.join("\n"));
});

function configMap(name: string, data: JsonObject): void {
  world.kube.seed(configMaps, "default", { metadata: { name }, data });
}

async function editConfigMap(name: string, data: JsonObject): Promise<void> {
  await world.kube.patch(configMaps, { namespace: "default", name }, { type: "merge", body: { data } });
}

function spec(from: readonly JsonObject[], inline: JsonObject = {}): JsonObject {
  return {
    sourceConfiguration: {
      imageRepository: {
        imageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1",
        imageRepositoryType: "ECR_PUBLIC",
        imageConfiguration: {
          port: 8000,
          runtimeEnvironmentVariables: inline,
          runtimeEnvironmentVariablesFrom: [...from],
        },
      },
    },
  };
}

/** The variables that the service has at App Runner. */
async function variables(): Promise<Json | undefined> {
  const answer = await world.callAws("DescribeService", { ServiceArn: world.get(shop)?.status?.arn });
  return [
    "Service",
    "SourceConfiguration",
    "ImageRepository",
    "ImageConfiguration",
    "RuntimeEnvironmentVariables",
  ].reduce<Json | undefined>((at, member) => (isJsonObject(at) ? at[member] : undefined), answer);
}

function messageOf(): string {
  return world.get(shop)?.status?.conditions?.find(({ type }) => type === "Ready")?.message ?? "";
}

describe("variables from ConfigMaps", () => {
  const from = [
    { configMapRef: { name: "common" } },
    { configMapRef: { name: "common" }, prefix: "OLD_" },
    { configMapKeyRef: { name: "own", key: "colour" }, name: "COLOUR" },
    { configMapKeyRef: { name: "own", key: "size" } },
    { configMapRef: { name: "nowhere" }, optional: true },
    { configMapKeyRef: { name: "own", key: "nothing" }, optional: true },
  ];

  it("are put together in their order, with those of the manifest above all", async () => {
    configMap("common", { COLOUR: "green", LEVEL: "info", REGION: "eu" });
    configMap("own", { colour: "blue", size: "small" });
    world.apply(shop, spec(from, { LEVEL: "debug" }));
    world.start();
    await world.until(shop, "Running");
    expect(await variables()).toEqual({
      COLOUR: "blue",
      LEVEL: "debug",
      REGION: "eu",
      OLD_COLOUR: "green",
      OLD_LEVEL: "info",
      OLD_REGION: "eu",
      size: "small",
    });
    expect(world.mutations()).toEqual({ CreateService: 1 });
  });

  it("reach the service at once when a ConfigMap changes, and cost nothing while none does", async () => {
    configMap("common", { LEVEL: "info" });
    world.apply(shop, spec([{ configMapRef: { name: "common" } }]));
    world.start();
    await world.until(shop, "Running");
    await world.clock.advance(30 * minuteMs);
    const before = world.calls();
    await world.clock.advance(30 * minuteMs);
    const { DescribeService: described } = world.calls();
    expect(described).toBe(before["DescribeService"]);
    await editConfigMap("common", { LEVEL: "debug" });
    await world.clock.advance(1_000);
    expect(world.mutations()["UpdateService"]).toBe(1);
    await world.until(shop, "Running");
    expect(await variables()).toEqual({ LEVEL: "debug" });
  });

  it.each([
    ["a ConfigMap", { configMapRef: { name: "later" } }, "ConfigMap later does not exist"],
    ["a key", { configMapKeyRef: { name: "there", key: "later" } }, "ConfigMap there has no key later"],
  ])("that are missing for want of %s are waited for by name, and go on by themselves", async (_what, source, says) => {
    configMap("there", { some: "thing" });
    world.apply(shop, spec([source]));
    world.start();
    await world.until(shop, "WaitingForReference");
    expect(messageOf()).toContain(says);
    expect(world.mutations()).toEqual({});
    configMap("later", { LEVEL: "info" });
    await editConfigMap("there", { later: "now" });
    await world.until(shop, "Running");
  });

  it("leave a running service as it is when their ConfigMap goes", async () => {
    configMap("common", { LEVEL: "info" });
    world.apply(shop, spec([{ configMapRef: { name: "common" } }]));
    world.start();
    await world.until(shop, "Running");
    await world.kube.delete(configMaps, { namespace: "default", name: "common" });
    await world.until(shop, "WaitingForReference");
    expect(world.mutations()).toEqual({ CreateService: 1 });
    await world.delete(shop);
    await world.untilGone(shop);
  });

  it("are told nowhere", async () => {
    const secret = "hunter2-of-the-configmap";
    configMap("common", { PASSWORD: secret });
    world.emulator.admin.inject({
      operation: "CreateService",
      when: "before",
      answer: "error",
      code: "InvalidRequestException",
      message: `Value ${secret} at 'sourceConfiguration' failed`,
    });
    world.apply(shop, spec([{ configMapRef: { name: "common" } }]));
    world.start();
    await world.until(shop, "Rejected");
    await world.annotate(shop, "retry-requested-at", "now");
    await world.until(shop, "Running");
    const told = [world.told.heard, world.told.events, world.written.map(({ status }) => status)];
    expect(JSON.stringify(told)).not.toContain(secret);
    expect(messageOf()).not.toContain(secret);
  });

  it("of a ConfigMap that nobody names are not read", async () => {
    configMap("other", { LEVEL: "info" });
    configMap("common", { LEVEL: "info" });
    world.apply(shop, spec([{ configMapRef: { name: "common" } }]));
    world.start();
    await world.until(shop, "Running");
    const followed = (): number => world.kube.openWatches;
    const watches = followed();
    await world.setSpec(shop, spec([]));
    await world.until(shop, "Running");
    expect(followed()).toBe(watches - 1);
  });
});
