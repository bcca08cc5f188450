import { beforeAll, describe, expect, it } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../../src/base/json.ts";
import { shop } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

/** What the console made: its own health check, variables and secrets, a size, and automatic deployments. */
const byConsole = {
  ServiceName: shop,
  SourceConfiguration: {
    AutoDeploymentsEnabled: true,
    AuthenticationConfiguration: { AccessRoleArn: "arn:aws:iam::111122223333:role/ecr" },
    ImageRepository: {
      ImageIdentifier: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1",
      ImageRepositoryType: "ECR",
      ImageConfiguration: {
        Port: "3000",
        StartCommand: "npm start",
        RuntimeEnvironmentVariables: { COLOUR: "blue", SIZE: "small", LEVEL: "info" },
        RuntimeEnvironmentSecrets: { TOKEN: "arn:aws:ssm:us-east-1:111122223333:parameter/shop/token" },
      },
    },
  },
  InstanceConfiguration: { Cpu: "2 vCPU", Memory: "4 GB", InstanceRoleArn: "arn:aws:iam::111122223333:role/shop" },
  Tags: [{ Key: "made-by", Value: "hand" }],
} as const;

/** As little as a manifest can say. */
const minimal: JsonObject = {
  adoption: { policy: "IfUnowned" },
  sourceConfiguration: {
    imageRepository: {
      imageIdentifier: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1",
      imageRepositoryType: "ECR",
    },
    authenticationConfiguration: { accessRoleArn: "arn:aws:iam::111122223333:role/ecr" },
  },
};

describe("bringing a service of the console under a manifest", () => {
  beforeAll(warmUp);

  it("changes nothing, and then exactly what is edited", async () => {
    const world = new World();
    const ServiceArn = world.emulator.admin.seed(byConsole);
    const made = await describeService(world, ServiceArn);
    expect(made["HealthCheckConfiguration"]).toMatchObject({ Interval: 10, Timeout: 5 });
    world.start();
    world.apply(shop, minimal);
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ TagResource: 2 });
    expect(await describeService(world, ServiceArn)).toEqual(made);
    expect(world.emulator.admin.services()[0]?.tags["made-by"]).toBe("hand");

    const runtimeEnvironmentVariables = { COLOUR: "red", SIZE: "small", LEVEL: "info" };
    const imageConfiguration = { runtimeEnvironmentVariables };
    await world.edit(shop, { spec: { sourceConfiguration: { imageRepository: { imageConfiguration } } } });
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ TagResource: 2, UpdateService: 1 });
    const changed = await describeService(world, ServiceArn);
    expect(differencesOf(made, changed)).toEqual([
      "SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables.COLOUR",
    ]);
    await world.clock.advance(24 * 3_600_000);
    expect(world.mutations()).toEqual({ TagResource: 2, UpdateService: 1 });
  });

  it("writes a setting that is live already into the manifest without a call", async () => {
    const world = new World();
    const ServiceArn = world.emulator.admin.seed(byConsole);
    world.start();
    world.apply(shop, minimal);
    await world.until(shop, "Running");
    const made = await describeService(world, ServiceArn);
    const imageConfiguration = {
      port: 3000,
      startCommand: "npm start",
      runtimeEnvironmentVariables: { COLOUR: "blue", SIZE: "small", LEVEL: "info" },
      runtimeEnvironmentSecrets: { TOKEN: "/shop/token" },
    };
    await world.edit(shop, {
      spec: {
        sourceConfiguration: { autoDeploymentsEnabled: true, imageRepository: { imageConfiguration } },
        instanceConfiguration: {
          cpu: "2 vCPU",
          memory: "4096",
          instanceRoleArn: "arn:aws:iam::111122223333:role/shop",
        },
        healthCheckConfiguration: { interval: 10, timeout: 5 },
        tags: [{ key: "made-by", value: "hand" }],
      },
    });
    await world.until(shop, "Running");
    expect(world.mutations()).toEqual({ TagResource: 2 });
    expect(await describeService(world, ServiceArn)).toEqual(made);
  });
});

async function describeService(world: World, ServiceArn: string): Promise<JsonObject> {
  const { Service } = await world.callAws("DescribeService", { ServiceArn });
  if (!isJsonObject(Service)) throw new Error("no service");
  const { UpdatedAt: _moves, ...service } = Service;
  return service;
}

/** The paths at which two objects differ. */
function differencesOf(left: Json, right: Json, path = ""): readonly string[] {
  if (!isJsonObject(left) || !isJsonObject(right)) return JSON.stringify(left) === JSON.stringify(right) ? [] : [path];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((key) =>
    differencesOf(left[key] ?? null, right[key] ?? null, path === "" ? key : `${path}.${key}`),
  );
}
