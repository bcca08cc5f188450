import { beforeAll, describe, expect, it } from "vitest";
import {
  type AutoScalingConfiguration,
  autoScalingConfigurationType,
} from "../../src/api/auto-scaling-configuration.ts";
import { type Connection, connectionType } from "../../src/api/connection.ts";
import { observabilityConfigurationType } from "../../src/api/observability-configuration.ts";
import { type VpcConnector, vpcConnectorType } from "../../src/api/vpc-connector.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { imageSpec } from "./scenarios.ts";
import { statusFaults } from "./status-faults.ts";
import { warmUp, World } from "./world.ts";

const minuteMs = 60_000;
const scaling = "shared-scaling";
const scaled = { autoScalingConfigurationRef: { name: scaling } };

/** A world with a running operator. */
function running(): World {
  const world = new World();
  world.hasConfigurations = true;
  world.start();
  return world;
}

/** The auto scaling configuration that a service uses at App Runner, by revision. */
async function revisionOf(world: World, name: string): Promise<number> {
  const { Service } = (await world.callAws("DescribeService", { ServiceArn: world.get(name)?.status?.arn })) as {
    readonly Service: {
      readonly AutoScalingConfigurationSummary: { readonly AutoScalingConfigurationRevision: number };
    };
  };
  return Service.AutoScalingConfigurationSummary.AutoScalingConfigurationRevision;
}

/** The active revisions of the shared configuration. */
async function activeRevisions(world: World): Promise<readonly number[]> {
  const input = { AutoScalingConfigurationName: scaling, LatestOnly: false };
  const { AutoScalingConfigurationSummaryList: all } = (await world.callAws(
    "ListAutoScalingConfigurations",
    input,
  )) as {
    readonly AutoScalingConfigurationSummaryList: readonly {
      readonly Status: string;
      readonly AutoScalingConfigurationRevision: number;
    }[];
  };
  return all.filter(({ Status }) => Status === "active").map((summary) => summary.AutoScalingConfigurationRevision);
}

function revisionInStatus(world: World): number | undefined {
  return world.getKind<AutoScalingConfiguration>(autoScalingConfigurationType, scaling)?.status?.revision;
}

/** Every status of a configuration that was written must be one that the CRD, kstatus and kubectl take. */
function expectSoundStatuses(world: World): void {
  expect(world.writtenConfigurations.length).toBeGreaterThan(0);
  expect(world.writtenConfigurations.flatMap(statusFaults)).toEqual([]);
  expect(world.told.defects).toEqual([]);
}

describe("an AutoScalingConfiguration", () => {
  beforeAll(warmUp);

  it("becomes Available, and at rest nothing is done about it", async () => {
    const world = running();
    world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50 });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    const status = world.getKind<AutoScalingConfiguration>(autoScalingConfigurationType, scaling)?.status;
    expect(status).toMatchObject({ revision: 1, maxConcurrency: 50, minSize: 1, maxSize: 25, origin: "created" });
    const writes = world.kube.writes.length;
    await world.clock.advance(24 * 60 * minuteMs);
    expect(world.mutations()).toEqual({ CreateAutoScalingConfiguration: 1 });
    expect(world.kube.writes.length).toBe(writes);
    expectSoundStatuses(world);
    world.end();
  });

  it("gets a new revision for an edit, and the old one goes when nothing uses it", async () => {
    const world = running();
    world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50 });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 60 } });
    await world.untilTrue(
      "the first revision is gone",
      () => world.mutations()["DeleteAutoScalingConfiguration"] === 1,
    );
    await world.clock.advance(minuteMs);
    expect(await activeRevisions(world)).toEqual([2]);
    expect(world.reasonOf(autoScalingConfigurationType, scaling)).toBe("Available");
    expectSoundStatuses(world);
    world.end();
  });

  it("goes back to App Runner's default for a setting that is taken out", async () => {
    const world = running();
    world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50, minSize: 2 });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: null } });
    await world.clock.advance(10 * minuteMs);
    const status = world.getKind<AutoScalingConfiguration>(autoScalingConfigurationType, scaling)?.status;
    expect(status).toMatchObject({ revision: 2, maxConcurrency: 100, minSize: 2 });
    expect(world.mutations()).toEqual({ CreateAutoScalingConfiguration: 2, DeleteAutoScalingConfiguration: 1 });
    world.end();
  });

  it("rolls a change out to one service first, then to the others, and never to all at once", async () => {
    const world = running();
    const names = ["svc1", "svc2", "svc3"];
    for (const name of names) world.apply(name, imageSpec("1", scaled));
    await world.clock.advance(minuteMs);
    expect(world.get("svc1")?.status?.conditions?.[0]?.reason).toBe("WaitingForReference");
    expect(world.mutations()).toEqual({});
    world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50 });
    for (const name of names) await world.until(name, "Running");
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 60 } });
    await world.untilTrue("the first service changes", () => (world.mutations()["UpdateService"] ?? 0) > 0);
    await world.clock.advance(minuteMs);
    expect(world.mutations()["UpdateService"]).toBe(1);
    expect(world.reasonOf(autoScalingConfigurationType, scaling)).toBe("RollingOut");
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    expect(await Promise.all(names.map((name) => revisionOf(world, name)))).toEqual([2, 2, 2]);
    expect(world.mutations()["UpdateService"]).toBe(3);
    await world.clock.advance(20 * minuteMs);
    expect(await activeRevisions(world)).toEqual([2]);
    for (const name of names) expect(world.get(name)?.status?.conditions?.[0]?.reason).toBe("Running");
    expectSoundStatuses(world);
    world.end();
  });

  it("stops the roll-out at a service that fails to take it, and says which", async () => {
    const world = running();
    for (const name of ["svc1", "svc2"]) world.apply(name, imageSpec("1", scaled));
    world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50 });
    for (const name of ["svc1", "svc2"]) await world.until(name, "Running");
    // An edit of the image that fails together with the new revision.
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 60 } });
    await world.edit("svc1", { spec: imageSpec("fail-start") });
    await world.untilKind(autoScalingConfigurationType, scaling, "RolloutStopped");
    await world.clock.advance(60 * minuteMs);
    const ready = world.getKind(autoScalingConfigurationType, scaling)?.status?.conditions?.[0];
    expect(ready?.message).toMatch(
      /AppRunnerService svc1 failed to take .*; it is with: none; these keep an earlier one: svc1, svc2\./,
    );
    expect([await revisionOf(world, "svc1"), await revisionOf(world, "svc2")]).toEqual([1, 1]);
    await world.edit("svc1", { spec: imageSpec("2") });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    expect([await revisionOf(world, "svc1"), await revisionOf(world, "svc2")]).toEqual([2, 2]);
    expectSoundStatuses(world);
    world.end();
  });

  it("waits with its deletion for those who refer to it, and for App Runner, which lets go late", async () => {
    const world = running();
    world.applyKind(autoScalingConfigurationType, scaling, {});
    world.apply("svc1", imageSpec("1", scaled));
    await world.until("svc1", "Running");
    await world.deleteKind(autoScalingConfigurationType, scaling);
    await world.clock.advance(minuteMs);
    const ready = world.getKind(autoScalingConfigurationType, scaling)?.status?.conditions?.[0];
    expect(ready).toMatchObject({ reason: "WaitingForUsers" });
    expect(ready?.message).toContain("AppRunnerService svc1");
    await world.delete("svc1");
    await world.untilTrue("both are gone", () => {
      const isGone = world.getKind(autoScalingConfigurationType, scaling) === undefined;
      return isGone && world.get("svc1") === undefined;
    });
    expect(await activeRevisions(world)).toEqual([]);
    expectSoundStatuses(world);
    world.end();
  });

  it("makes room for a revision where App Runner takes no more, and says who uses them when it cannot", async () => {
    const world = running();
    const pinned: string[] = [];
    for (const maxConcurrency of [10, 20, 30, 40]) {
      const apply = { spec: { maxConcurrency } };
      if (pinned.length === 0) world.applyKind(autoScalingConfigurationType, scaling, apply.spec);
      else await world.editKind(autoScalingConfigurationType, scaling, apply);
      await world.untilTrue("the revision is there", () => revisionInStatus(world) === pinned.length + 1);
      // A service of somebody else keeps each of the revisions.
      const arn = world.getKind(autoScalingConfigurationType, scaling)?.status?.arn;
      pinned.push(`other-${maxConcurrency}`);
      const SourceConfiguration = {
        ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/other:1", ImageRepositoryType: "ECR_PUBLIC" },
      };
      await world.callAws("CreateService", {
        ServiceName: `other-${maxConcurrency}`,
        SourceConfiguration,
        AutoScalingConfigurationArn: arn,
      });
    }
    // The fifth is used by nobody, and gives way to the sixth.
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 50 } });
    await world.untilTrue("the revision is there", () => revisionInStatus(world) === 5);
    const arn = world.getKind(autoScalingConfigurationType, scaling)?.status?.arn;
    await world.clock.advance(10 * minuteMs);
    await world.callAws("UpdateService", {
      ServiceArn: world.emulator.admin.services().find(({ name }) => name === "other-10")?.arn,
      AutoScalingConfigurationArn: arn,
    });
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 60 } });
    await world.untilKind(autoScalingConfigurationType, scaling, "QuotaExceeded");
    const ready = world.getKind(autoScalingConfigurationType, scaling)?.status?.conditions?.[0];
    expect(ready?.message).toContain(
      "App Runner takes 5 revisions of the auto scaling configuration, and all are used",
    );
    // The first one is free as soon as App Runner lets go of it.
    await world.untilTrue(
      "there is room",
      () => world.getKind(autoScalingConfigurationType, scaling)?.status?.arn !== arn,
    );
    expect(await activeRevisions(world)).toEqual([6, 5, 4, 3, 2]);
    expectSoundStatuses(world);
    world.end();
  });

  it("finds a revision again whose creation had its answer lost", async () => {
    const world = running();
    world.emulator.admin.inject({ operation: "CreateAutoScalingConfiguration", when: "after", answer: "drop" });
    world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50 });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    expect(world.mutations()).toEqual({ CreateAutoScalingConfiguration: 1 });
    expect(await activeRevisions(world)).toEqual([1]);
    world.end();
  });

  it("is found again by its tags when its status is lost", async () => {
    const world = running();
    world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 50 });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    const lost = [{ op: "replace", path: "/status", value: { observedGeneration: -1 } }] as const;
    const key = { namespace: "default", name: scaling };
    await world.kube.patch(autoScalingConfigurationType, key, { type: "json", body: lost }, { subresource: "status" });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    expect(world.mutations()).toEqual({ CreateAutoScalingConfiguration: 1 });
    world.end();
  });

  it("leaves what others made of that name alone, and adopts it when told to", async () => {
    const world = running();
    await world.callAws("CreateAutoScalingConfiguration", {
      AutoScalingConfigurationName: scaling,
      MaxConcurrency: 50,
    });
    world.applyKind(autoScalingConfigurationType, scaling, { maxConcurrency: 60 });
    await world.untilKind(autoScalingConfigurationType, scaling, "AlreadyExists");
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { adoption: { policy: "IfUnowned" } } });
    await world.untilKind(autoScalingConfigurationType, scaling, "AdoptionDiffers");
    expect(Object.keys(world.mutations())).toEqual(["TagResource"]);
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxConcurrency: 50 } });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    expect(Object.keys(world.mutations())).toEqual(["TagResource"]);
    await world.deleteKind(autoScalingConfigurationType, scaling);
    await world.untilTrue("it is gone", () => world.getKind(autoScalingConfigurationType, scaling) === undefined);
    expect(await activeRevisions(world)).toEqual([1]);
    expectSoundStatuses(world);
    world.end();
  });

  it("becomes the account's default when asked, also with its next revision, and hands that back", async () => {
    const world = running();
    const defaultOf = async (): Promise<string> => {
      const { AutoScalingConfigurationSummaryList: all } = (await world.callAws("ListAutoScalingConfigurations", {
        LatestOnly: false,
      })) as {
        readonly AutoScalingConfigurationSummaryList: readonly (JsonObject & { readonly IsDefault: boolean })[];
      };
      const found = all.find(({ IsDefault }) => IsDefault);
      return `${String(found?.["AutoScalingConfigurationName"])}/${String(found?.["AutoScalingConfigurationRevision"])}`;
    };
    world.applyKind(autoScalingConfigurationType, scaling, { default: true });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    expect(await defaultOf()).toBe(`${scaling}/1`);
    await world.editKind(autoScalingConfigurationType, scaling, { spec: { maxSize: 5 } });
    await world.clock.advance(10 * minuteMs);
    expect(await defaultOf()).toBe(`${scaling}/2`);
    await world.deleteKind(autoScalingConfigurationType, scaling);
    await world.untilTrue("it is gone", () => world.getKind(autoScalingConfigurationType, scaling) === undefined);
    expect(await defaultOf()).toBe("DefaultConfiguration/1");
    expectSoundStatuses(world);
    world.end();
  });

  it("tells the second of two that claim the account's default who has it, and takes it when it is free", async () => {
    const world = running();
    world.applyKind(autoScalingConfigurationType, scaling, { default: true });
    await world.untilKind(autoScalingConfigurationType, scaling, "Available");
    world.applyKind(autoScalingConfigurationType, "second-claim", { default: true, driftIntervalSeconds: 60 });
    await world.untilKind(autoScalingConfigurationType, "second-claim", "OwnershipConflict");
    const second = world.getKind<AutoScalingConfiguration>(autoScalingConfigurationType, "second-claim");
    const ready = second?.status?.conditions?.find(({ type }) => type === "Ready");
    expect(ready?.message).toContain(`/${scaling}/1/`);
    expect(ready?.message).toContain(`of cluster-1/default/${scaling}, which claims it too`);
    await world.clock.advance(12 * 60 * minuteMs);
    expect(world.mutations()["UpdateDefaultAutoScalingConfiguration"]).toBe(1);
    await world.deleteKind(autoScalingConfigurationType, scaling);
    await world.untilKind(autoScalingConfigurationType, "second-claim", "Available");
    expectSoundStatuses(world);
    world.end();
  });
});

describe("a Connection", () => {
  it("is looked at once a minute while a person is likely to be at it, then every five minutes", async () => {
    const world = running();
    const looks = (): number => world.calls()["ListConnections"] ?? 0;
    world.applyKind(connectionType, "github", { providerType: "GITHUB" });
    await world.clock.advance(30 * minuteMs);
    const early = looks();
    await world.clock.advance(150 * minuteMs);
    expect(early).toBeGreaterThan(25);
    expect(looks() - early).toBeLessThan(40);
    world.end();
  });

  it("waits for the handshake without end, and what refers to it goes on by itself", async () => {
    const world = running();
    const codeSpec = {
      sourceConfiguration: {
        codeRepository: {
          repositoryUrl: "https://github.com/example/shop",
          sourceCodeVersion: { type: "BRANCH", value: "main" },
          codeConfiguration: { configurationSource: "REPOSITORY" },
        },
        authenticationConfiguration: { connectionRef: { name: "github" } },
      },
    };
    world.apply("code", codeSpec);
    world.applyKind(connectionType, "github", { providerType: "GITHUB", connectionName: "github-shop" });
    await world.clock.advance(3 * 60 * minuteMs);
    const connection = world.getKind<Connection>(connectionType, "github");
    expect(connection?.status?.conditions?.[0]).toMatchObject({ reason: "WaitingForHandshake" });
    expect(connection?.status?.conditions?.[0]?.message).toContain(
      "https://us-east-1.console.aws.amazon.com/apprunner",
    );
    expect(world.get("code")?.status?.conditions?.[0]).toMatchObject({ reason: "WaitingForReference" });
    expect(world.get("code")?.status?.conditions?.[0]?.message).toContain("Connection github is PENDING_HANDSHAKE");
    world.emulator.admin.setConnection("github-shop", "AVAILABLE");
    await world.untilKind(connectionType, "github", "Available");
    await world.until("code", "Running");
    world.emulator.admin.setConnection("github-shop", "ERROR");
    await world.editKind(connectionType, "github", {
      metadata: { annotations: { "apprunner-operator.dev/reconcile-requested-at": "1" } },
    });
    await world.untilKind(connectionType, "github", "ConnectionBroken");
    expectSoundStatuses(world);
    world.end();
  });
});

describe("a VpcConnector", () => {
  it("is replaced under another name, to which the service moves, and the old one goes", async () => {
    const world = running();
    world.applyKind(vpcConnectorType, "private", { subnets: ["subnet-1"] });
    const networkConfiguration = {
      egressConfiguration: { egressType: "VPC", vpcConnectorRef: { name: "private" } },
    };
    world.apply("svc1", imageSpec("1", { networkConfiguration }));
    await world.until("svc1", "Running");
    expect(world.getKind<VpcConnector>(vpcConnectorType, "private")?.status).toMatchObject({
      vpcConnectorName: "private",
      securityGroups: ["sg-default"],
    });
    await world.editKind(vpcConnectorType, "private", { spec: { subnets: ["subnet-1", "subnet-2"] } });
    await world.untilTrue("the service has moved", () => world.mutations()["UpdateService"] === 1);
    // App Runner lets go of the first connector some minutes after that.
    await world.clock.advance(30 * minuteMs);
    const { VpcConnectors } = (await world.callAws("ListVpcConnectors", {})) as {
      readonly VpcConnectors: readonly { readonly VpcConnectorName: string; readonly Subnets: readonly string[] }[];
    };
    expect(VpcConnectors).toEqual([expect.objectContaining({ Subnets: ["subnet-1", "subnet-2"] })]);
    expect(VpcConnectors[0]?.VpcConnectorName).toMatch(/^private-[0-9a-f]{8}$/);
    expect(world.get("svc1")?.status?.vpcConnectorArn).toContain(VpcConnectors[0]?.VpcConnectorName);
    expect(world.mutations()).toMatchObject({ CreateVpcConnector: 2, UpdateService: 1 });
    expectSoundStatuses(world);
    world.end();
  });
});

describe("a VpcConnector for whose replacement there is no room", () => {
  it("keeps the one that it has, says so, and goes on by itself when there is room", async () => {
    const world = running();
    world.emulator.admin.setSwitches({ vpcConnectorQuota: 1 });
    world.applyKind(vpcConnectorType, "private", { subnets: ["subnet-1"] });
    const networkConfiguration = { egressConfiguration: { egressType: "VPC", vpcConnectorRef: { name: "private" } } };
    world.apply("svc1", imageSpec("1", { networkConfiguration }));
    await world.until("svc1", "Running");
    const before = world.get("svc1")?.status?.vpcConnectorArn;
    await world.editKind(vpcConnectorType, "private", { spec: { subnets: ["subnet-2"] } });
    await world.untilKind(vpcConnectorType, "private", "QuotaExceeded");
    await world.clock.advance(30 * minuteMs);
    expect(world.get("svc1")?.status).toMatchObject({ serviceStatus: "RUNNING", vpcConnectorArn: before });
    expect(world.mutations()).not.toHaveProperty("DeleteVpcConnector");
    expect(world.mutations()).not.toHaveProperty("UpdateService");
    world.emulator.admin.setSwitches({ vpcConnectorQuota: 2 });
    await world.untilKind(vpcConnectorType, "private", "Available");
    await world.until("svc1", "Running");
    expect(world.get("svc1")?.status?.vpcConnectorArn).not.toBe(before);
    expectSoundStatuses(world);
    world.end();
  });
});

describe("an ObservabilityConfiguration", () => {
  it("gets a new revision for an edit, and goes back where it began", async () => {
    const world = running();
    world.applyKind(observabilityConfigurationType, "traces", { traceConfiguration: { vendor: "AWSXRAY" } });
    const observabilityConfiguration = {
      observabilityEnabled: true,
      observabilityConfigurationRef: { name: "traces" },
    };
    world.apply("svc1", imageSpec("1", { observabilityConfiguration }));
    await world.until("svc1", "Running");
    await world.editKind(observabilityConfigurationType, "traces", { spec: { traceConfiguration: null } });
    await world.untilTrue(
      "the first revision is gone",
      () => world.mutations()["DeleteObservabilityConfiguration"] === 1,
    );
    expect(world.get("svc1")?.status?.observabilityConfigurationArn).toContain("observabilityconfiguration/traces/2/");
    await world.deleteKind(observabilityConfigurationType, "traces");
    await world.delete("svc1");
    await world.untilTrue(
      "both are gone",
      () => world.getKind(observabilityConfigurationType, "traces") === undefined && world.get("svc1") === undefined,
    );
    expectSoundStatuses(world);
    world.end();
  });
});
