import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import type { Switches } from "./settings/switches.ts";
import { codeSource, connectionArn, imageSource, minuteMs, roleArn } from "./test-client.ts";
import { openTestSocket } from "./test-socket.ts";
import type { TestSocket } from "./test-socket.ts";

// What App Runner reads back of what was sent, where the two differ, told over HTTP.

let socket: TestSocket;
beforeAll(async () => {
  socket = await openTestSocket();
});
afterAll(() => socket.close());

const account = "111122223333";
const apprunnerArn = (resource: string) => `arn:aws:apprunner:us-east-1:${account}:${resource}`;
const id = "0123456789abcdef0123456789abcdef";

const ownImage = (type: string, identifier: string): JsonObject => ({
  SourceConfiguration: {
    ImageRepository: { ImageIdentifier: identifier, ImageRepositoryType: type },
    AuthenticationConfiguration: { AccessRoleArn: roleArn("access") },
  },
});

interface Case {
  readonly name: string;
  readonly sent: JsonObject;
  readonly shown: JsonObject;
  readonly switches?: Partial<Switches>;
}

const cases: readonly Case[] = [
  ...(
    [
      ["0.25 vCPU", "0.5 GB", "256", "512"],
      ["1 vCPU", "2 GB", "1024", "2048"],
      ["4 vCPU", "12 GB", "4096", "12288"],
      ["2048", "4096", "2048", "4096"],
    ] as const
  ).map(([Cpu, Memory, cpuUnits, megabytes]) => ({
    name: `${Cpu} and ${Memory} as ${cpuUnits} and ${megabytes}`,
    sent: { InstanceConfiguration: { Cpu, Memory } },
    shown: { InstanceConfiguration: { Cpu: cpuUnits, Memory: megabytes } },
  })),
  {
    name: "everything that is left out with its default",
    sent: {},
    shown: {
      SourceConfiguration: {
        AutoDeploymentsEnabled: false,
        ImageRepository: {
          ImageConfiguration: { Port: "8080" },
          ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1",
          ImageRepositoryType: "ECR_PUBLIC",
        },
      },
      InstanceConfiguration: { Cpu: "1024", Memory: "2048" },
      HealthCheckConfiguration: {
        Protocol: "TCP",
        Path: "/",
        Interval: 5,
        Timeout: 2,
        HealthyThreshold: 1,
        UnhealthyThreshold: 5,
      },
      NetworkConfiguration: {
        EgressConfiguration: { EgressType: "DEFAULT" },
        IngressConfiguration: { IsPubliclyAccessible: true },
        IpAddressType: "IPV4",
      },
      ObservabilityConfiguration: { ObservabilityEnabled: false },
      AutoScalingConfigurationSummary: {
        AutoScalingConfigurationArn: apprunnerArn(
          "autoscalingconfiguration/DefaultConfiguration/1/00000000000000000000000000000001",
        ),
        AutoScalingConfigurationName: "DefaultConfiguration",
        AutoScalingConfigurationRevision: 1,
      },
    },
  },
  {
    name: "a partial health check with the API's defaults",
    sent: { HealthCheckConfiguration: { Protocol: "HTTP", Path: "/up" } },
    shown: {
      HealthCheckConfiguration: {
        Protocol: "HTTP",
        Path: "/up",
        Interval: 5,
        Timeout: 2,
        HealthyThreshold: 1,
        UnhealthyThreshold: 5,
      },
    },
  },
  {
    name: "an auto scaling ARN with a revision as a summary with the full ARN",
    sent: { AutoScalingConfigurationArn: apprunnerArn(`autoscalingconfiguration/busy-site/3/${id}`) },
    shown: {
      AutoScalingConfigurationSummary: {
        AutoScalingConfigurationArn: apprunnerArn(`autoscalingconfiguration/busy-site/3/${id}`),
        AutoScalingConfigurationName: "busy-site",
        AutoScalingConfigurationRevision: 3,
      },
    },
  },
  {
    name: "an auto scaling ARN that stops at the name as its latest revision, in full",
    sent: { AutoScalingConfigurationArn: apprunnerArn("autoscalingconfiguration/busy-site") },
    shown: {
      AutoScalingConfigurationSummary: {
        AutoScalingConfigurationArn: expect.stringMatching(
          /:autoscalingconfiguration\/busy-site\/1\/[0-9a-f]{32}$/,
        ) as unknown as string,
        AutoScalingConfigurationName: "busy-site",
        AutoScalingConfigurationRevision: 1,
      },
    },
  },
  {
    name: "an auto scaling ARN that stops at the revision as a summary with the full ARN",
    sent: { AutoScalingConfigurationArn: apprunnerArn("autoscalingconfiguration/busy-site/3") },
    shown: {
      AutoScalingConfigurationSummary: {
        AutoScalingConfigurationArn: expect.stringMatching(
          /:autoscalingconfiguration\/busy-site\/3\/[0-9a-f]{32}$/,
        ) as unknown as string,
        AutoScalingConfigurationName: "busy-site",
        AutoScalingConfigurationRevision: 3,
      },
    },
  },
  {
    name: "an observability ARN that stops at the name as its latest revision, in full",
    sent: {
      ObservabilityConfiguration: {
        ObservabilityEnabled: true,
        ObservabilityConfigurationArn: apprunnerArn("observabilityconfiguration/tracing"),
      },
    },
    shown: {
      ObservabilityConfiguration: {
        ObservabilityEnabled: true,
        ObservabilityConfigurationArn: expect.stringMatching(
          /:observabilityconfiguration\/tracing\/1\/[0-9a-f]{32}$/,
        ) as unknown as string,
      },
    },
  },
  {
    name: "an observability ARN that stops at the revision in full",
    sent: {
      ObservabilityConfiguration: {
        ObservabilityEnabled: true,
        ObservabilityConfigurationArn: apprunnerArn("observabilityconfiguration/tracing/2"),
      },
    },
    shown: {
      ObservabilityConfiguration: {
        ObservabilityEnabled: true,
        ObservabilityConfigurationArn: expect.stringMatching(
          /:observabilityconfiguration\/tracing\/2\/[0-9a-f]{32}$/,
        ) as unknown as string,
      },
    },
  },
  {
    name: "a disabled observability without its ARN",
    sent: {
      ObservabilityConfiguration: {
        ObservabilityEnabled: false,
        ObservabilityConfigurationArn: apprunnerArn("observabilityconfiguration/tracing/2"),
      },
    },
    shown: { ObservabilityConfiguration: { ObservabilityEnabled: false } },
  },
  {
    name: "a VPC connector exactly as sent",
    sent: {
      NetworkConfiguration: {
        EgressConfiguration: { EgressType: "VPC", VpcConnectorArn: apprunnerArn(`vpcconnector/private-net/1/${id}`) },
      },
    },
    shown: {
      NetworkConfiguration: {
        EgressConfiguration: { EgressType: "VPC", VpcConnectorArn: apprunnerArn(`vpcconnector/private-net/1/${id}`) },
        IngressConfiguration: { IsPubliclyAccessible: true },
        IpAddressType: "IPV4",
      },
    },
  },
  {
    name: "variables, secrets, start command and port as sent",
    sent: {
      SourceConfiguration: imageSource("1", {
        Port: "3000",
        StartCommand: "node server.js",
        RuntimeEnvironmentVariables: { B: "2", A: "" },
        RuntimeEnvironmentSecrets: { TOKEN: "/shop/token" },
      }),
      InstanceConfiguration: { InstanceRoleArn: roleArn("instance") },
    },
    shown: {
      SourceConfiguration: {
        AutoDeploymentsEnabled: false,
        ImageRepository: {
          ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1",
          ImageRepositoryType: "ECR_PUBLIC",
          ImageConfiguration: {
            Port: "3000",
            StartCommand: "node server.js",
            RuntimeEnvironmentVariables: { A: "", B: "2" },
            RuntimeEnvironmentSecrets: { TOKEN: "/shop/token" },
          },
        },
      },
      InstanceConfiguration: { Cpu: "1024", Memory: "2048", InstanceRoleArn: roleArn("instance") },
    },
  },
  {
    name: "empty maps as absent",
    sent: {
      SourceConfiguration: imageSource("1", { RuntimeEnvironmentVariables: {}, RuntimeEnvironmentSecrets: {} }),
    },
    shown: {
      SourceConfiguration: {
        AutoDeploymentsEnabled: false,
        ImageRepository: {
          ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1",
          ImageRepositoryType: "ECR_PUBLIC",
          ImageConfiguration: { Port: "8080" },
        },
      },
    },
  },
  {
    name: "automatic deployments of an own image as on",
    sent: ownImage("ECR", `${account}.dkr.ecr.us-east-1.amazonaws.com/shop/web:1`),
    shown: {
      SourceConfiguration: {
        AutoDeploymentsEnabled: true,
        AuthenticationConfiguration: { AccessRoleArn: roleArn("access") },
        ImageRepository: {
          ImageIdentifier: `${account}.dkr.ecr.us-east-1.amazonaws.com/shop/web:1`,
          ImageRepositoryType: "ECR",
          ImageConfiguration: { Port: "8080" },
        },
      },
    },
  },
  {
    name: "automatic deployments of another account's image as off",
    sent: ownImage("ECR", "999988887777.dkr.ecr.us-east-1.amazonaws.com/shop/web:1"),
    shown: {
      SourceConfiguration: {
        AutoDeploymentsEnabled: false,
        AuthenticationConfiguration: { AccessRoleArn: roleArn("access") },
        ImageRepository: {
          ImageIdentifier: "999988887777.dkr.ecr.us-east-1.amazonaws.com/shop/web:1",
          ImageRepositoryType: "ECR",
          ImageConfiguration: { Port: "8080" },
        },
      },
    },
  },
  ...(
    [
      ["ignore", {}],
      ["keep", { AuthenticationConfiguration: { AccessRoleArn: roleArn("access") } }],
    ] as const
  ).map(([publicImageAuthentication, shown]) => ({
    name: `the authentication of a public image with the switch "${publicImageAuthentication}"`,
    switches: { publicImageAuthentication },
    sent: ownImage("ECR_PUBLIC", "public.ecr.aws/x1y2z3a4/demo:1"),
    shown: {
      SourceConfiguration: {
        AutoDeploymentsEnabled: false,
        ...shown,
        ImageRepository: {
          ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1",
          ImageRepositoryType: "ECR_PUBLIC",
          ImageConfiguration: { Port: "8080" },
        },
      },
    },
  })),
  {
    name: "code whose repository configures it without the values that were sent",
    sent: {
      SourceConfiguration: codeSource("main", {
        ConfigurationSource: "REPOSITORY",
        CodeConfigurationValues: { Runtime: "NODEJS_22", Port: "3000" },
      }),
    },
    shown: {
      SourceConfiguration: {
        AutoDeploymentsEnabled: true,
        AuthenticationConfiguration: { ConnectionArn: connectionArn },
        CodeRepository: {
          RepositoryUrl: "https://github.com/example/demo",
          SourceCodeVersion: { Type: "BRANCH", Value: "main" },
          CodeConfiguration: { ConfigurationSource: "REPOSITORY" },
        },
      },
    },
  },
  {
    name: "code that the API configures with a port",
    switches: { configurationSourceCase: "mixed" },
    sent: {
      SourceConfiguration: codeSource("main", {
        ConfigurationSource: "API",
        CodeConfigurationValues: { Runtime: "NODEJS_22", BuildCommand: "npm ci", StartCommand: "npm start" },
      }),
    },
    shown: {
      SourceConfiguration: {
        AutoDeploymentsEnabled: true,
        AuthenticationConfiguration: { ConnectionArn: connectionArn },
        CodeRepository: {
          RepositoryUrl: "https://github.com/example/demo",
          SourceCodeVersion: { Type: "BRANCH", Value: "main" },
          CodeConfiguration: {
            ConfigurationSource: "Api",
            CodeConfigurationValues: {
              Runtime: "NODEJS_22",
              BuildCommand: "npm ci",
              StartCommand: "npm start",
              Port: "8080",
            },
          },
        },
      },
    },
  },
  {
    name: "a key as sent",
    sent: {
      EncryptionConfiguration: {
        KmsKey: `arn:aws:kms:us-east-1:${account}:key/01234567-89ab-cdef-0123-456789abcdef`,
      },
    },
    shown: {
      EncryptionConfiguration: {
        KmsKey: `arn:aws:kms:us-east-1:${account}:key/01234567-89ab-cdef-0123-456789abcdef`,
      },
    },
  },
];

describe("a service shows", () => {
  it.each(cases)("$name", async ({ sent, shown, switches }) => {
    const client = socket.client(switches === undefined ? {} : { switches });
    const service = await client.describe(await client.created(sent));
    for (const [member, value] of Object.entries(shown)) expect(service[member]).toStrictEqual(value);
  });

  it("no encryption without a key", async () => {
    const client = socket.client();
    expect(await client.describe(await client.create())).not.toHaveProperty("EncryptionConfiguration");
  });

  it("a host name without a scheme as its URL, from the first answer on", async () => {
    const client = socket.client();
    const { Service } = await client.ok("CreateService", {
      ServiceName: "demo-web",
      SourceConfiguration: imageSource("1"),
    });
    expect(Service?.["ServiceUrl"]).toMatch(/^[a-z0-9]{10}\.us-east-1\.awsapprunner\.com$/);
    expect(await client.describe(Service?.ServiceArn ?? "")).toMatchObject({ ServiceUrl: Service?.["ServiceUrl"] });
  });

  it("no URL when it is private, except in the list", async () => {
    const client = socket.client();
    const arn = await client.created({
      NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } },
    });
    expect(await client.describe(arn)).not.toHaveProperty("ServiceUrl");
    const { ServiceSummaryList } = await client.ok("ListServices");
    expect(ServiceSummaryList).toMatchObject([{ ServiceUrl: expect.stringContaining(".awsapprunner.com") as string }]);
  });

  it("the health check and the tags that it was made with when the console and CloudFormation made it", async () => {
    const client = socket.client();
    const arn = client.admin.seed({
      ServiceName: "by-console",
      SourceConfiguration: {
        ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1", ImageRepositoryType: "ECR_PUBLIC" },
      },
      Tags: [{ Key: "aws:cloudformation:stack-name", Value: "shop" }],
    });
    expect((await client.describe(arn))["HealthCheckConfiguration"]).toStrictEqual({
      Protocol: "TCP",
      Path: "/",
      Interval: 10,
      Timeout: 5,
      HealthyThreshold: 1,
      UnhealthyThreshold: 5,
    });
    await client.ok("TagResource", { ResourceArn: arn, Tags: [{ Key: "team", Value: "shop" }] });
    const { Tags } = await client.ok("ListTagsForResource", { ResourceArn: arn });
    expect(Tags).toEqual([
      { Key: "aws:cloudformation:stack-name", Value: "shop" },
      { Key: "team", Value: "shop" },
    ]);
  });

  it("an id of 32 hexadecimal digits that ends its ARN", async () => {
    const client = socket.client();
    const service = await client.describe(await client.create());
    expect(service["ServiceId"]).toMatch(/^[0-9a-f]{32}$/);
    expect(service.ServiceArn).toBe(apprunnerArn(`service/demo-web/${String(service["ServiceId"])}`));
  });

  it("neither address type nor observability when the switches say that old services lack them", async () => {
    const client = socket.client({ switches: { ipAddressTypeEchoed: false, observabilityEchoed: false } });
    const service = await client.describe(await client.create());
    expect(service["NetworkConfiguration"]).not.toHaveProperty("IpAddressType");
    expect(service).not.toHaveProperty("ObservabilityConfiguration");
  });

  it("milliseconds in the answer to its creation, whole seconds afterwards", async () => {
    const client = socket.client();
    await client.clock.advance(123);
    const created = await client.call("CreateService", {
      ServiceName: "demo-web",
      SourceConfiguration: imageSource("1"),
    });
    expect(created.text).toContain('"CreatedAt":1.767225600123E9');
    const arn = created.body.Service?.ServiceArn ?? "";
    expect((await client.call("DescribeService", { ServiceArn: arn })).text).toContain('"CreatedAt":1.7672256E9');
    expect((await client.call("ListServices")).text).toContain('"CreatedAt":1.7672256E9');
  });

  it.each([
    [false, 0],
    [true, 240],
  ])("UpdatedAt as a change marker: %s", async (updatedAtMoves, seconds) => {
    const client = socket.client({ switches: { updatedAtMoves } });
    const arn = await client.create();
    await client.clock.advance(4 * minuteMs);
    await client.ok("UpdateService", { ServiceArn: arn, SourceConfiguration: imageSource("2") });
    await client.clock.advance(5 * minuteMs);
    const service = await client.describe(arn);
    expect(service.UpdatedAt - service.CreatedAt).toBe(seconds);
  });
});
