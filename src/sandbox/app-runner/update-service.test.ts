import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import type { Switches } from "./settings/switches.ts";
import { TestClient, codeSource, imageSource, minuteMs, roleArn } from "./test-client.ts";

// What UpdateService keeps, replaces and refuses.

const rich: JsonObject = {
  SourceConfiguration: {
    ...imageSource("1", {
      Port: "3000",
      StartCommand: "serve",
      RuntimeEnvironmentVariables: { A: "1", B: "2" },
      RuntimeEnvironmentSecrets: { TOKEN: "/shop/token" },
    }),
    AutoDeploymentsEnabled: true,
  },
  InstanceConfiguration: { Cpu: "2 vCPU", Memory: "4 GB", InstanceRoleArn: roleArn("instance") },
  HealthCheckConfiguration: { Protocol: "HTTP", Path: "/up", Interval: 10, Timeout: 4, UnhealthyThreshold: 7 },
  NetworkConfiguration: {
    EgressConfiguration: {
      EgressType: "VPC",
      VpcConnectorArn: `arn:aws:apprunner:us-east-1:111122223333:vpcconnector/private-net/1/${"a".repeat(32)}`,
    },
    IngressConfiguration: { IsPubliclyAccessible: false },
    IpAddressType: "DUAL_STACK",
  },
  ObservabilityConfiguration: { ObservabilityEnabled: true },
  AutoScalingConfigurationArn: "arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/busy-site/3",
};

const members = [
  "SourceConfiguration",
  "InstanceConfiguration",
  "HealthCheckConfiguration",
  "NetworkConfiguration",
  "ObservabilityConfiguration",
  "AutoScalingConfigurationSummary",
] as const;

interface Case {
  readonly name: string;
  readonly change: JsonObject;
  readonly member: (typeof members)[number];
  readonly becomes: JsonObject;
  readonly switches?: Partial<Switches>;
}

const image = (tag: string, imageConfiguration: JsonObject): JsonObject => ({
  ...imageSource(tag, imageConfiguration),
  AutoDeploymentsEnabled: true,
});

const cases: readonly Case[] = [
  {
    name: "replaces the maps of an image configuration as a whole",
    change: { SourceConfiguration: imageSource("2", { RuntimeEnvironmentVariables: { A: "3" } }) },
    member: "SourceConfiguration",
    becomes: image("2", { Port: "8080", RuntimeEnvironmentVariables: { A: "3" } }),
  },
  {
    name: "takes an empty map for none",
    change: {
      SourceConfiguration: imageSource("1", { RuntimeEnvironmentVariables: {}, RuntimeEnvironmentSecrets: {} }),
    },
    member: "SourceConfiguration",
    becomes: image("1", { Port: "8080" }),
  },
  {
    name: "keeps an image configuration that is left out",
    change: { SourceConfiguration: imageSource("2") },
    member: "SourceConfiguration",
    becomes: image("2", {
      Port: "3000",
      StartCommand: "serve",
      RuntimeEnvironmentVariables: { A: "1", B: "2" },
      RuntimeEnvironmentSecrets: { TOKEN: "/shop/token" },
    }),
  },
  {
    name: "clears an image configuration that is left out, by a switch",
    switches: { omittedImageConfiguration: "clear" },
    change: { SourceConfiguration: imageSource("2") },
    member: "SourceConfiguration",
    becomes: image("2", { Port: "8080" }),
  },
  {
    name: "changes automatic deployments alone",
    change: { SourceConfiguration: { AutoDeploymentsEnabled: false } },
    member: "SourceConfiguration",
    becomes: {
      ...(rich["SourceConfiguration"] as JsonObject),
      AutoDeploymentsEnabled: false,
    },
  },
  {
    name: "does not remove an instance role by leaving it out",
    change: { InstanceConfiguration: { Cpu: "1024", Memory: "2048" } },
    member: "InstanceConfiguration",
    becomes: { Cpu: "1024", Memory: "2048", InstanceRoleArn: roleArn("instance") },
  },
  {
    name: "gives a partial health check the defaults",
    change: { HealthCheckConfiguration: { Interval: 20 } },
    member: "HealthCheckConfiguration",
    becomes: { Protocol: "TCP", Path: "/", Interval: 20, Timeout: 2, HealthyThreshold: 1, UnhealthyThreshold: 5 },
  },
  {
    name: "keeps what a partial health check leaves out, by a switch",
    switches: { partialHealthCheck: "keep" },
    change: { HealthCheckConfiguration: { Interval: 20 } },
    member: "HealthCheckConfiguration",
    becomes: { Protocol: "HTTP", Path: "/up", Interval: 20, Timeout: 4, HealthyThreshold: 1, UnhealthyThreshold: 7 },
  },
  {
    name: "takes a service out of its VPC",
    change: { NetworkConfiguration: { EgressConfiguration: { EgressType: "DEFAULT" } } },
    member: "NetworkConfiguration",
    becomes: {
      EgressConfiguration: { EgressType: "DEFAULT" },
      IngressConfiguration: { IsPubliclyAccessible: false },
      IpAddressType: "DUAL_STACK",
    },
  },
  {
    name: "turns observability off",
    change: { ObservabilityConfiguration: { ObservabilityEnabled: false } },
    member: "ObservabilityConfiguration",
    becomes: { ObservabilityEnabled: false },
  },
  {
    name: "goes back to the default auto scaling by its ARN",
    change: {
      AutoScalingConfigurationArn:
        "arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/DefaultConfiguration",
    },
    member: "AutoScalingConfigurationSummary",
    becomes: {
      AutoScalingConfigurationArn:
        "arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/DefaultConfiguration/1/00000000000000000000000000000001",
      AutoScalingConfigurationName: "DefaultConfiguration",
      AutoScalingConfigurationRevision: 1,
    },
  },
];

describe("UpdateService", () => {
  it.each(cases)("$name, and leaves everything else", async ({ change, member, becomes, switches }) => {
    const client = new TestClient(switches === undefined ? {} : { switches });
    const arn = await client.created(rich);
    const before = await client.describe(arn);
    const { Service } = await client.ok("UpdateService", { ServiceArn: arn, ...change });
    expect(Service?.[member]).toStrictEqual(becomes);
    await client.clock.advance(5 * minuteMs);
    const after = await client.describe(arn);
    expect(after.Status).toBe("RUNNING");
    for (const other of members) expect(after[other]).toStrictEqual(other === member ? becomes : before[other]);
  });

  it("refuses to change nothing at all", async () => {
    const client = new TestClient();
    expect(await client.refused("UpdateService", { ServiceArn: await client.created() })).toBe(
      "InvalidRequestException: No configurations provided in the UpdateService request.",
    );
  });

  it("runs a whole operation for values that are the same", async () => {
    const client = new TestClient();
    const arn = await client.created();
    const { OperationId } = await client.ok("UpdateService", {
      ServiceArn: arn,
      SourceConfiguration: imageSource("1"),
    });
    expect(OperationId).toMatch(/^[0-9a-f]{32}$/);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    await client.clock.advance(5 * minuteMs);
    expect(await client.operations(arn)).toEqual(["UPDATE_SERVICE SUCCEEDED", "CREATE_SERVICE SUCCEEDED"]);
  });

  it("can answer without an OperationId, as it did in 2022", async () => {
    const client = new TestClient({ switches: { updateOperationId: false } });
    const arn = await client.created();
    const answer = await client.ok("UpdateService", { ServiceArn: arn, SourceConfiguration: imageSource("2") });
    expect(answer).not.toHaveProperty("OperationId");
    expect(await client.operations(arn)).toHaveLength(2);
  });

  const failedCode = {
    SourceConfiguration: codeSource("fail-start", { ConfigurationSource: "REPOSITORY" }),
  };
  const byApi = codeSource("main", {
    ConfigurationSource: "API",
    CodeConfigurationValues: { Runtime: "NODEJS_22" },
  });

  it.each([
    [
      "the image repository type",
      {},
      {
        ImageRepository: {
          ImageIdentifier: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1",
          ImageRepositoryType: "ECR",
        },
      },
      "The image repository type cannot be changed in UpdateService request",
    ],
    [
      "an image to code",
      {},
      codeSource("main"),
      "The source of a service cannot be changed between a code repository and an image repository.",
    ],
    [
      "code to an image",
      { SourceConfiguration: codeSource("main") },
      imageSource("1"),
      "The source of a service cannot be changed between a code repository and an image repository.",
    ],
    [
      "the configuration source of a failed create",
      failedCode,
      byApi,
      "ConfigurationSource cannot be changed from REPOSITORY to API for CREATE_FAILED services.",
    ],
  ])("refuses to change %s", async (_name, created, SourceConfiguration, message) => {
    const client = new TestClient();
    const arn = await client.created(created);
    expect(await client.refused("UpdateService", { ServiceArn: arn, SourceConfiguration })).toBe(
      `InvalidRequestException: ${message}`,
    );
  });

  it("changes the configuration source of a running service", async () => {
    const client = new TestClient();
    const arn = await client.created({ SourceConfiguration: codeSource("main") });
    const { Service } = await client.ok("UpdateService", { ServiceArn: arn, SourceConfiguration: byApi });
    expect(Service?.SourceConfiguration).toMatchObject({
      CodeRepository: { CodeConfiguration: { ConfigurationSource: "API" } },
    });
  });

  it("judges secrets by the role that the service has already", async () => {
    const client = new TestClient();
    const secrets = imageSource("1", { RuntimeEnvironmentSecrets: { TOKEN: "/shop/token" } });
    const arn = await client.created();
    expect(await client.refused("UpdateService", { ServiceArn: arn, SourceConfiguration: secrets })).toBe(
      "InvalidRequestException: Instance Role have to be provided if passing in RuntimeEnvironmentSecrets.",
    );
    await client.ok("UpdateService", {
      ServiceArn: arn,
      SourceConfiguration: secrets,
      InstanceConfiguration: { InstanceRoleArn: roleArn("instance") },
    });
    await client.clock.advance(5 * minuteMs);
    await client.ok("UpdateService", { ServiceArn: arn, SourceConfiguration: secrets });
  });
});
