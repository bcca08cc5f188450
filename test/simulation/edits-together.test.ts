import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { autoScalingConfigurationType } from "../../src/api/auto-scaling-configuration.ts";
import { observabilityConfigurationType } from "../../src/api/observability-configuration.ts";
import { vpcConnectorType } from "../../src/api/vpc-connector.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { imageSpec } from "./scenarios.ts";
import { warmUp, World } from "./world.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let world: World;

beforeAll(warmUp);

beforeEach(() => {
  world = new World();
  world.hasConfigurations = true;
});

afterEach(() => {
  world.end();
});

const traced: JsonObject = {
  observabilityConfiguration: { observabilityEnabled: true, observabilityConfigurationRef: { name: "traces" } },
};

/** The revisions of a kind that the updates of a service named, in their order. */
function revisionsSentTo(service: string, noun: string): readonly string[] {
  return world.emulator
    .calls()
    .filter(({ operation, input }) => operation === "UpdateService" && JSON.stringify(input).includes(`/${service}/`))
    .flatMap(({ input }) => new RegExp(`:${noun}/[^/]+/(\\d+)/`).exec(JSON.stringify(input))?.[1] ?? []);
}

function calls(operation: string): number {
  return world.calls()[operation] ?? 0;
}

describe("edits that come together", () => {
  it("of a service and all that it refers to are one update", async () => {
    world.start();
    world.applyKind(autoScalingConfigurationType, "scaling", { maxConcurrency: 50 });
    world.applyKind(vpcConnectorType, "connector", { subnets: ["subnet-1"], securityGroups: ["sg-1"] });
    world.applyKind(observabilityConfigurationType, "traces", { traceConfiguration: { vendor: "AWSXRAY" } });
    const spec = (tag: string): JsonObject =>
      imageSpec(tag, {
        ...traced,
        autoScalingConfigurationRef: { name: "scaling" },
        networkConfiguration: { egressConfiguration: { egressType: "VPC", vpcConnectorRef: { name: "connector" } } },
      });
    world.apply("shop", spec("1"));
    await world.until("shop", "Running");
    await world.clock.advance(hourMs);
    await world.edit("shop", { spec: spec("2") });
    await world.editKind(vpcConnectorType, "connector", { spec: { securityGroups: ["sg-2"] } });
    await world.editKind(autoScalingConfigurationType, "scaling", { spec: { maxConcurrency: 60 } });
    await world.editKind(observabilityConfigurationType, "traces", { spec: { traceConfiguration: null } });
    await world.clock.advance(2 * hourMs);
    await world.until("shop", "Running");
    expect(calls("UpdateService")).toBe(1);
    expect(world.told.defects).toEqual([]);
  });

  it("hold nothing up for long where one is not looked at", async () => {
    world.applyKind(autoScalingConfigurationType, "scaling", { maxConcurrency: 50 });
    world.apply("shop", imageSpec("1", { autoScalingConfigurationRef: { name: "scaling" } }));
    world.start();
    await world.until("shop", "Running");
    // As if its controller had died.
    world.reach = (client) => ({
      ...client,
      get: client.get.bind(client),
      list: client.list.bind(client),
      watch: client.watch.bind(client),
      create: client.create.bind(client),
      replace: client.replace.bind(client),
      delete: client.delete.bind(client),
      patch: async (type, ...rest) => {
        if (type.kind === autoScalingConfigurationType.kind) await new Promise(() => undefined);
        return client.patch(type, ...rest);
      },
    });
    world.restart();
    await world.clock.advance(minuteMs);
    await world.editKind(autoScalingConfigurationType, "scaling", { spec: { maxConcurrency: 60 } });
    await world.edit("shop", { spec: imageSpec("2") });
    await world.clock.advance(2_000);
    expect(calls("UpdateService")).toBe(0);
    await world.clock.advance(2_000);
    expect(calls("UpdateService")).toBe(1);
  });
});

describe("a service that begins to refer to a configuration", () => {
  it("is not sent back to an earlier revision when another one is made meanwhile", async () => {
    world.start();
    world.applyKind(observabilityConfigurationType, "traces", { traceConfiguration: { vendor: "AWSXRAY" } });
    world.apply("first", imageSpec("1", traced));
    world.apply("second", imageSpec("1"));
    await world.until("first", "Running");
    await world.until("second", "Running");
    await world.edit("first", { spec: imageSpec("2") });
    await world.edit("second", { spec: traced });
    await world.clock.advance(minuteMs);
    await world.editKind(observabilityConfigurationType, "traces", { spec: { traceConfiguration: null } });
    await world.clock.advance(2 * hourMs);
    expect(revisionsSentTo("first", "observabilityconfiguration")).toEqual(["2"]);
    // One goes first, and the other waits for it with what it has.
    expect(revisionsSentTo("second", "observabilityconfiguration")).toEqual(["1", "2"]);
    await world.untilKind(observabilityConfigurationType, "traces", "Available");
  });
});

describe("an earlier version that a service keeps", () => {
  it("is asked for every five minutes for an hour, and then every hour, when nobody refers to it any more", async () => {
    world.start();
    world.applyKind(observabilityConfigurationType, "traces", { traceConfiguration: { vendor: "AWSXRAY" } });
    world.apply("shop", imageSpec("1", traced));
    await world.until("shop", "Running");
    await world.edit("shop", { spec: { desiredState: "Paused", observabilityConfiguration: null } });
    await world.until("shop", "Paused");
    await world.editKind(observabilityConfigurationType, "traces", { spec: { traceConfiguration: null } });
    await world.clock.advance(hourMs);
    const soon = calls("DeleteObservabilityConfiguration");
    expect(soon).toBeGreaterThan(9);
    await world.clock.advance(24 * hourMs);
    const later = calls("DeleteObservabilityConfiguration") - soon;
    expect(later).toBeGreaterThan(20);
    expect(later).toBeLessThan(30);
    await world.edit("shop", { spec: { desiredState: "Running" } });
    await world.clock.advance(3 * hourMs);
    const left = world.emulator.admin.configurations().filter(({ name, isDeleted }) => name === "traces" && !isDeleted);
    expect(left).toHaveLength(1);
  });

  it("costs nothing while a paused service refers to it, and goes when that moves on", async () => {
    world.start();
    world.applyKind(autoScalingConfigurationType, "scaling", { maxConcurrency: 50 });
    world.apply("shop", imageSpec("1", { autoScalingConfigurationRef: { name: "scaling" } }));
    await world.until("shop", "Running");
    await world.edit("shop", { spec: { desiredState: "Paused" } });
    await world.until("shop", "Paused");
    await world.editKind(autoScalingConfigurationType, "scaling", { spec: { maxConcurrency: 60 } });
    await world.clock.advance(2 * hourMs);
    const before = calls("ListAutoScalingConfigurations");
    await world.clock.advance(24 * hourMs);
    expect(calls("ListAutoScalingConfigurations") - before).toBeLessThan(8);
    await world.edit("shop", { spec: { desiredState: "Running" } });
    await world.clock.advance(2 * hourMs);
    expect(calls("DeleteAutoScalingConfiguration")).toBeGreaterThan(0);
    await world.untilKind(autoScalingConfigurationType, "scaling", "Available");
  });
});
