import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { autoScalingConfigurationType } from "../../src/api/auto-scaling-configuration.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { DeclaredObject } from "../../src/rehearsal/interest.ts";
import { imageSpec, seedByConsole, shop } from "../simulation/scenarios.ts";
import { World } from "../simulation/world.ts";
import { rehearseWorld } from "./rehearse-world.ts";

let world: World;

beforeEach(() => {
  world = new World();
  world.hasConfigurations = true;
});

afterEach(() => {
  world.end();
});

function manifest(kind: string, name: string, spec: JsonObject): DeclaredObject {
  return {
    apiVersion: "apprunner-operator.dev/v1alpha1",
    kind,
    metadata: { name, namespace: "default", uid: "", resourceVersion: "" },
    spec,
  };
}

async function running(): Promise<void> {
  const process = world.start();
  world.apply(shop, imageSpec("1", { tags: [{ key: "team", value: "a" }] }));
  await world.until(shop, "Running");
  process.kill();
}

describe("a rehearsal", () => {
  it("has nothing to do where everything is as declared", async () => {
    await running();
    const { calls, ends } = await rehearseWorld(world);
    expect(calls).toEqual([]);
    expect(ends).toEqual([
      expect.objectContaining({
        object: { kind: "AppRunnerService", namespace: "default", name: shop },
        isReady: true,
      }),
    ]);
  });

  it("takes what App Runner is at work on to succeed: a domain that goes is associated anew", async () => {
    await running();
    const ServiceArn = world.get(shop)?.status?.arn ?? "";
    await world.callAws("AssociateCustomDomain", { ServiceArn, DomainName: "acme.dev" });
    await world.clock.advance(60_000);
    const domain = manifest("CustomDomain", "acme", { serviceRef: { name: shop }, domainName: "acme.dev" });
    expect((await rehearseWorld(world, [domain])).calls).toEqual([]);
    world.emulator.admin.validateDomain("acme.dev", "SUCCESS");
    const validated = await rehearseWorld(world, [domain]);
    expect(validated.ends.find(({ object }) => object.name === "acme")?.reason).toBe("Available");
    await world.callAws("DisassociateCustomDomain", { ServiceArn, DomainName: "acme.dev" });
    const { calls, ends } = await rehearseWorld(world, [domain]);
    expect(calls.map(({ operation }) => operation)).toEqual(["AssociateCustomDomain"]);
    expect(ends.find(({ object }) => object.name === "acme")?.reason).toBe("WaitingForDns");
  });

  it("plans on where something goes while it is read", async () => {
    await running();
    await world.callAws("CreateAutoScalingConfiguration", { AutoScalingConfigurationName: "scaling", MaxSize: 3 });
    const scaling = manifest("AutoScalingConfiguration", "scaling", { maxSize: 3 });
    for (const operation of ["DescribeService", "DescribeAutoScalingConfiguration"]) {
      world.emulator.admin.inject({
        when: "before",
        answer: "error",
        code: "ResourceNotFoundException",
        httpStatus: 400,
        operation,
      });
    }
    const { calls, ends } = await rehearseWorld(world, [scaling]);
    expect(ends.filter(({ isUnread }) => isUnread)).toEqual([]);
    expect(calls.map(({ operation }) => operation).toSorted()).toEqual([
      "CreateAutoScalingConfiguration",
      "CreateService",
    ]);
  });

  it("tells of variables, secrets and commands that go because they are not sent any more", async () => {
    const process = world.start();
    const withConfiguration = (imageConfiguration: JsonObject): JsonObject => ({
      sourceConfiguration: {
        imageRepository: {
          imageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1",
          imageRepositoryType: "ECR_PUBLIC",
          imageConfiguration,
        },
      },
    });
    world.apply(
      shop,
      withConfiguration({
        port: 8000,
        startCommand: "run",
        runtimeEnvironmentVariables: { KEPT: "same", PASSWORD: "hush" },
      }),
    );
    await world.until(shop, "Running");
    process.kill();
    const spec = withConfiguration({ port: 8000, runtimeEnvironmentVariables: { KEPT: "same" } });
    const { calls } = await rehearseWorld(world, [manifest("AppRunnerService", shop, spec)]);
    const prefix = "sourceConfiguration.imageRepository.imageConfiguration";
    expect(calls.map(({ operation, changes }) => [operation, changes])).toEqual([
      [
        "UpdateService",
        [
          { field: `${prefix}.runtimeEnvironmentVariables.PASSWORD`, sensitive: true, removed: true },
          { field: `${prefix}.startCommand`, sensitive: true, removed: true },
        ],
      ],
    ]);
  });

  it("tells of each call which object makes it, why, and what it changes, but no value of a variable", async () => {
    await running();
    const spec = imageSpec("2", { tags: [{ key: "team", value: "b" }], instanceConfiguration: { memory: "4 GB" } });
    const image = (spec["sourceConfiguration"] as { imageRepository: { imageConfiguration: JsonObject } })
      .imageRepository;
    image.imageConfiguration = { port: 8000, runtimeEnvironmentVariables: { COLOUR: "red-and-secret" } };
    const { calls } = await rehearseWorld(world, [manifest("AppRunnerService", shop, spec)]);
    const object = { kind: "AppRunnerService", namespace: "default", name: shop };
    expect(calls).toEqual([
      {
        object,
        operation: "TagResource",
        effect: "tags",
        because: expect.stringContaining("team") as string,
        changes: [{ field: "tags[team]", before: "a", after: "b" }],
      },
      {
        object,
        operation: "UpdateService",
        effect: "restart",
        because: expect.stringContaining("imageIdentifier") as string,
        changes: expect.arrayContaining([
          {
            field: "sourceConfiguration.imageRepository.imageIdentifier",
            before: "public.ecr.aws/x1y2z3a4/shop:1",
            after: "public.ecr.aws/x1y2z3a4/shop:2",
          },
          {
            field: "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables.COLOUR",
            sensitive: true,
          },
          { field: "instanceConfiguration.memory", before: "2048", after: "4096" },
        ]) as unknown,
      },
    ]);
    expect(JSON.stringify(calls)).not.toContain("secret");
  });

  it("follows what is made to those that refer to it", async () => {
    await running();
    const scaled = imageSpec("1", {
      tags: [{ key: "team", value: "a" }],
      autoScalingConfigurationRef: { name: "web-scaling" },
    });
    const { calls, ends } = await rehearseWorld(world, [
      manifest("AppRunnerService", shop, scaled),
      manifest("AutoScalingConfiguration", "web-scaling", { maxConcurrency: 20 }),
    ]);
    expect(calls.map(({ operation, object }) => `${operation} ${object.name}`)).toEqual([
      "CreateAutoScalingConfiguration web-scaling",
      `UpdateService ${shop}`,
    ]);
    expect(calls[1]?.changes).toEqual([
      {
        field: "autoScalingConfigurationArn",
        before: expect.stringContaining("/DefaultConfiguration/") as string,
        after: "(known when it is made)",
      },
    ]);
    expect(ends.every(({ isReady }) => isReady)).toBe(true);
  });

  it("tells of a service to adopt that only tags are set", async () => {
    seedByConsole(world);
    const spec = {
      adoption: { policy: "IfUnowned" },
      sourceConfiguration: {
        imageRepository: { imageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1", imageRepositoryType: "ECR_PUBLIC" },
      },
    };
    const { calls } = await rehearseWorld(world, [manifest("AppRunnerService", shop, spec)]);
    expect([...new Set(calls.map(({ operation }) => operation))]).toEqual(["TagResource"]);
  });

  it("tells what cannot be done: what is refused, what is somebody else's, what waits for a person", async () => {
    seedByConsole(world);
    const { calls, ends, refused } = await rehearseWorld(world, [
      manifest("AppRunnerService", shop, imageSpec("1")),
      manifest("Connection", "github", { providerType: "GITHUB" }),
      manifest("AutoScalingConfiguration", "wrong", { minSize: 3, maxSize: 2 }),
    ]);
    expect(calls.map(({ operation }) => operation)).toEqual(["CreateConnection"]);
    expect(ends.map(({ object, reason, isStalled }) => [object.name, reason, isStalled])).toEqual([
      [shop, "AlreadyExists", true],
      ["github", "WaitingForHandshake", false],
    ]);
    expect(refused).toEqual([
      {
        object: { kind: "AutoScalingConfiguration", namespace: "default", name: "wrong" },
        problem: expect.stringContaining("`minSize` must be at most `maxSize`") as string,
      },
    ]);
  });

  it("refuses what an object may not become, and plans for it as it is", async () => {
    await running();
    const { calls, refused } = await rehearseWorld(world, [
      manifest("AppRunnerService", shop, imageSpec("2", { serviceName: "another" })),
    ]);
    expect(calls).toEqual([]);
    expect(refused).toEqual([expect.objectContaining({ problem: expect.stringContaining("serviceName") as string })]);
  });

  it("rolls a shared configuration through services in the order of the operator", async () => {
    const process = world.start();
    world.applyKind(autoScalingConfigurationType, "web-scaling", { maxConcurrency: 50 });
    for (const name of ["shop-a", "shop-b", "shop-c"]) {
      world.apply(name, imageSpec("1", { autoScalingConfigurationRef: { name: "web-scaling" } }));
      await world.until(name, "Running");
    }
    process.kill();
    const { calls } = await rehearseWorld(world, [
      manifest("AutoScalingConfiguration", "web-scaling", { maxConcurrency: 60 }),
    ]);
    expect(calls.map(({ operation }) => operation)).toEqual([
      "CreateAutoScalingConfiguration",
      "UpdateService",
      "UpdateService",
      "UpdateService",
      "DeleteAutoScalingConfiguration",
    ]);
  });

  it("makes no call that changes anything", async () => {
    await running();
    const before = world.emulator.calls().length;
    await rehearseWorld(world, [manifest("AppRunnerService", shop, imageSpec("2"))]);
    const made = world.emulator.calls().slice(before);
    expect(made.length).toBeGreaterThan(5);
    expect(made.filter(({ operation }) => !/^(Describe|List|Get)/.test(operation))).toEqual([]);
  });

  it("reads no more of services that nothing is declared of than that they are there", async () => {
    await running();
    world.emulator.admin.setSwitches({ serviceQuota: 100 });
    for (let number = 0; number < 45; number++) {
      world.emulator.admin.seed({
        ServiceName: `other-${number}`,
        SourceConfiguration: {
          ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/shop:1", ImageRepositoryType: "ECR_PUBLIC" },
        },
      });
    }
    const before = world.emulator.calls().length;
    await rehearseWorld(world, [manifest("AppRunnerService", shop, imageSpec("2"))]);
    const made = world.emulator.calls().slice(before);
    expect(made.filter(({ operation }) => operation === "ListServices")).toHaveLength(3);
    expect(made.filter(({ operation }) => operation === "DescribeService")).toHaveLength(1);
  });
});
