import { describe, expect, it } from "vitest";
import { operationKinds } from "../../src/aws/operation-kind.ts";
import type { VirtualClock } from "../../src/base/virtual-clock.ts";
import type { AppRunnerPort } from "../../src/aws/port.ts";
import { emulatedAws, failureOf, hourMs, imageSource, publicService } from "./emulated-aws.ts";

const unknownArn = `arn:aws:apprunner:us-east-1:111122223333:service/gone/${"0".repeat(32)}`;

/** One of each of what services refer to: made, read, listed and deleted. */
async function makeConfigurations(port: AppRunnerPort): Promise<void> {
  const scaling = await port.call("CreateAutoScalingConfiguration", { AutoScalingConfigurationName: "scaling" });
  const { AutoScalingConfigurationArn } = scaling.AutoScalingConfiguration ?? {};
  const byArn = { AutoScalingConfigurationArn };
  const described = await port.call("DescribeAutoScalingConfiguration", byArn);
  expect(described.AutoScalingConfiguration).toMatchObject({ AutoScalingConfigurationRevision: 1, Status: "active" });
  expect((await port.call("ListAutoScalingConfigurations", {})).AutoScalingConfigurationSummaryList).toHaveLength(2);
  expect((await port.call("ListServicesForAutoScalingConfiguration", byArn)).ServiceArnList).toEqual([]);
  await port.call("UpdateDefaultAutoScalingConfiguration", byArn);
  await port.call("UpdateDefaultAutoScalingConfiguration", {
    AutoScalingConfigurationArn:
      "arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/DefaultConfiguration",
  });
  await port.call("DeleteAutoScalingConfiguration", byArn);

  const traces = await port.call("CreateObservabilityConfiguration", { ObservabilityConfigurationName: "traces" });
  const { ObservabilityConfigurationArn } = traces.ObservabilityConfiguration ?? {};
  await port.call("DescribeObservabilityConfiguration", { ObservabilityConfigurationArn });
  await port.call("ListObservabilityConfigurations", {});
  await port.call("DeleteObservabilityConfiguration", { ObservabilityConfigurationArn });

  const { VpcConnector } = await port.call("CreateVpcConnector", {
    VpcConnectorName: "private",
    Subnets: ["subnet-1"],
  });
  const { VpcConnectorArn } = VpcConnector ?? {};
  await port.call("DescribeVpcConnector", { VpcConnectorArn });
  expect((await port.call("ListVpcConnectors", {})).VpcConnectors).toMatchObject([{ VpcConnectorArn }]);
  await port.call("DeleteVpcConnector", { VpcConnectorArn });

  const { Connection } = await port.call("CreateConnection", { ConnectionName: "github", ProviderType: "GITHUB" });
  expect((await port.call("ListConnections", {})).ConnectionSummaryList).toMatchObject([
    { Status: "PENDING_HANDSHAKE" },
  ]);
  await port.call("DeleteConnection", { ConnectionArn: Connection?.ConnectionArn });
}

/** Makes a private service with an ingress connection and a domain, changes and removes them. */
async function makeWays(port: AppRunnerPort, clock: VirtualClock): Promise<void> {
  const network = { NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } } };
  const { Service } = await port.call("CreateService", { ...publicService("private-web"), ...network });
  const { ServiceArn } = Service ?? {};
  await clock.advance(hourMs);
  const vpc = (id: string) => ({ IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: id } });
  const created = await port.call("CreateVpcIngressConnection", {
    ServiceArn,
    VpcIngressConnectionName: "private-way",
    ...vpc("vpce-1"),
  });
  const { VpcIngressConnectionArn } = created.VpcIngressConnection ?? {};
  await clock.advance(hourMs);
  expect((await port.call("ListVpcIngressConnections", {})).VpcIngressConnectionSummaryList).toHaveLength(1);
  await port.call("UpdateVpcIngressConnection", { VpcIngressConnectionArn, ...vpc("vpce-2") });
  await clock.advance(hourMs);
  const described = await port.call("DescribeVpcIngressConnection", { VpcIngressConnectionArn });
  expect(described.VpcIngressConnection).toMatchObject({ Status: "AVAILABLE", ...vpc("vpce-2") });
  await port.call("DeleteVpcIngressConnection", { VpcIngressConnectionArn });

  await port.call("AssociateCustomDomain", { ServiceArn, DomainName: "shop.acme.test" });
  await clock.advance(hourMs);
  const { CustomDomains } = await port.call("DescribeCustomDomains", { ServiceArn });
  expect(CustomDomains?.[0]?.CertificateValidationRecords).toHaveLength(3);
  await port.call("DisassociateCustomDomain", { ServiceArn, DomainName: "shop.acme.test" });
}

/** Waits before each call for as long as the budget may ask for. */
function unhurried(port: AppRunnerPort, clock: VirtualClock): AppRunnerPort {
  return {
    call: async (operation, input) => {
      await clock.advance(10_000);
      return port.call(operation, input);
    },
  };
}

describe("the port, with the emulator at the other end", () => {
  it("makes every operation that it offers", async () => {
    const { port, clock, arrived, records } = emulatedAws();
    const created = await port.call("CreateService", publicService("demo-web"));
    expect(created.Service).toMatchObject({ ServiceName: "demo-web", Status: "OPERATION_IN_PROGRESS" });
    expect(created.OperationId).toMatch(/^[0-9a-f]{32}$/);
    const ServiceArn = created.Service?.ServiceArn;
    await clock.advance(hourMs);

    const described = await port.call("DescribeService", { ServiceArn });
    expect(described.Service?.Status).toBe("RUNNING");
    expect(described.Service?.CreatedAt).toEqual(new Date(Date.UTC(2026, 0, 1)));
    const listed = await port.call("ListServices", {});
    expect(listed.ServiceSummaryList).toMatchObject([{ ServiceArn, Status: "RUNNING" }]);

    await port.call("TagResource", {
      ResourceArn: ServiceArn,
      Tags: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "" },
      ],
    });
    await port.call("UntagResource", { ResourceArn: ServiceArn, TagKeys: ["a"] });
    const tags = await port.call("ListTagsForResource", { ResourceArn: ServiceArn });
    expect(tags.Tags).toEqual([{ Key: "b", Value: "" }]);

    await port.call("UpdateService", { ServiceArn, SourceConfiguration: imageSource("2") });
    await clock.advance(hourMs);
    await port.call("StartDeployment", { ServiceArn });
    await clock.advance(hourMs);
    await port.call("PauseService", { ServiceArn });
    await clock.advance(hourMs);
    // Already paused: accepted without an operation.
    expect((await port.call("PauseService", { ServiceArn })).OperationId).toBeUndefined();
    await port.call("ResumeService", { ServiceArn });
    await clock.advance(hourMs);
    await port.call("DeleteService", { ServiceArn });
    await clock.advance(60_000);
    const { OperationSummaryList } = await port.call("ListOperations", { ServiceArn });
    expect(OperationSummaryList?.map(({ Type, Status }) => `${Type} ${Status}`)).toEqual([
      "DELETE_SERVICE IN_PROGRESS",
      "RESUME_SERVICE SUCCEEDED",
      "PAUSE_SERVICE SUCCEEDED",
      "START_DEPLOYMENT SUCCEEDED",
      "UPDATE_SERVICE SUCCEEDED",
      "CREATE_SERVICE SUCCEEDED",
    ]);

    await makeConfigurations(unhurried(port, clock));
    await makeWays(unhurried(port, clock), clock);
    expect(new Set(arrived())).toEqual(new Set(Object.keys(operationKinds)));
    expect(records.every((record) => record.outcome === "ok" && record.requestId !== undefined)).toBe(true);
  });
});

describe("what App Runner refuses", () => {
  it("for a name that is taken is alreadyExists", async () => {
    const { port, created } = emulatedAws();
    await created("demo-web");
    const error = await failureOf(port.call("CreateService", publicService("demo-web")));
    expect(error).toMatchObject({
      errorClass: "alreadyExists",
      message: "Service with the provided name already exists: demo-web.",
    });
  });

  it.each(["UpdateService", "PauseService", "ResumeService", "DeleteService", "StartDeployment"] as const)(
    "for %s while another operation runs is busy",
    async (operation) => {
      const { port } = emulatedAws();
      const { Service } = await port.call("CreateService", publicService("demo-web"));
      const input = {
        ServiceArn: Service?.ServiceArn,
        ...(operation === "UpdateService" && { InstanceConfiguration: { Cpu: "512", Memory: "1024" } }),
      };
      expect(await failureOf(port.call(operation, input))).toMatchObject({ errorClass: "busy", operation });
    },
  );

  it.each([
    "DescribeService",
    "UpdateService",
    "PauseService",
    "ResumeService",
    "DeleteService",
    "StartDeployment",
  ] as const)("for %s of a service that does not exist is notFound", async (operation) => {
    const { port } = emulatedAws();
    const input = {
      ServiceArn: unknownArn,
      ...(operation === "UpdateService" && { InstanceConfiguration: { Cpu: "512", Memory: "1024" } }),
    };
    expect(await failureOf(port.call(operation, input))).toMatchObject({ errorClass: "notFound" });
  });

  it.each([
    { what: "at the quota", switches: { serviceQuota: 1 }, errorClass: "quota" },
    {
      what: "in a restricted account",
      switches: { restrictedAccount: true, serviceQuota: 2 },
      services: 2,
      errorClass: "quota",
    },
    {
      what: "in an account that is closed to App Runner",
      switches: { closedAccount: true },
      services: 0,
      errorClass: "accessDenied",
    },
  ])("$what is $errorClass", async ({ switches, services = 1, errorClass }) => {
    const { port, emulator, created } = emulatedAws();
    for (let number = 0; number < services; number++) await created(`web-${number}`);
    emulator.admin.setSwitches(switches);
    expect(await failureOf(port.call("CreateService", publicService("more")))).toMatchObject({ errorClass });
  });

  it("for a role that was just made is rolePropagation, and passes", async () => {
    const { port, clock } = emulatedAws();
    const input = {
      ...publicService("demo-web"),
      InstanceConfiguration: { InstanceRoleArn: "arn:aws:iam::111122223333:role/fresh" },
    };
    expect(await failureOf(port.call("CreateService", input))).toMatchObject({ errorClass: "rolePropagation" });
    await clock.advance(120_000);
    await expect(port.call("CreateService", input)).resolves.toHaveProperty("Service");
  });

  it("for what is wrong in itself is invalid, and the text keeps no value that was sent (invariant 7)", async () => {
    const { port } = emulatedAws();
    const canary = `canary-${"x".repeat(60_000)}`;
    const input = {
      ServiceName: "demo-web",
      SourceConfiguration: imageSource("1", { RuntimeEnvironmentVariables: { KEY: canary } }),
    };
    const error = await failureOf(port.call("CreateService", input));
    expect(error.errorClass).toBe("invalid");
    expect(error.message.length).toBeLessThanOrEqual(1024);
    expect(error.message + error.stack + JSON.stringify(error)).not.toContain("canary");
  });
});

describe("a fault on the way", () => {
  const faults = [
    { answer: "error" as const, errorClass: "transient" },
    { answer: "drop" as const, errorClass: "transient" },
    { answer: "malformed" as const, errorClass: "malformed" },
  ];
  const inputs = {
    ServiceArn: unknownArn,
    ResourceArn: unknownArn,
    Tags: [],
    TagKeys: [],
    ServiceName: "demo-web",
    SourceConfiguration: imageSource("1"),
  };

  it.each(Object.keys(operationKinds).flatMap((operation) => faults.map((fault) => ({ operation, ...fault }))))(
    "of $operation ($answer) is $errorClass, and the call arrived once",
    async ({ operation, answer, errorClass }) => {
      const { port, emulator, arrived } = emulatedAws();
      emulator.admin.inject({ when: "before", answer, count: 5 });
      const name = operation as keyof typeof operationKinds;
      expect(await failureOf(port.call(name, inputs as never))).toMatchObject({ errorClass, operation });
      expect(arrived()).toEqual([operation]);
    },
  );

  it.each(faults)(
    "after a create took effect ($answer) is $errorClass too, and nothing is created twice",
    async ({ answer, errorClass }) => {
      const { port, emulator, arrived } = emulatedAws();
      emulator.admin.inject({ when: "after", answer, operation: "CreateService" });
      expect(await failureOf(port.call("CreateService", publicService("demo-web")))).toMatchObject({ errorClass });
      expect(arrived()).toEqual(["CreateService"]);
      expect(emulator.admin.services()).toHaveLength(1);
    },
  );

  it.each([
    { code: "ThrottlingException", errorClass: "throttled" },
    { code: "AccessDeniedException", errorClass: "accessDenied" },
    { code: "ExpiredTokenException", errorClass: "credentials" },
    { code: "InternalFailure", httpStatus: 500, errorClass: "transient" },
    { code: "NeverSeenException", errorClass: "transient" },
  ])("named $code is $errorClass", async ({ errorClass, ...fault }) => {
    const { port, emulator } = emulatedAws();
    emulator.admin.inject({ when: "before", answer: "error", message: "as told", ...fault });
    expect(await failureOf(port.call("ListServices", {}))).toMatchObject({
      errorClass,
      code: fault.code,
      message: "as told",
    });
  });

  it("that makes AWS too slow ends the call after 30 seconds", async () => {
    const { port, emulator, clock } = emulatedAws();
    emulator.admin.inject({ when: "before", answer: "none", delayMs: 45_000 });
    const failure = failureOf(port.call("ListServices", {}));
    await clock.advance(30_000);
    expect(await failure).toMatchObject({ errorClass: "transient", code: "TimeoutError" });
  });
});
