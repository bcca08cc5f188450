import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { differences } from "./difference.ts";
import { leavesOfService, leavesOfSpec } from "./leaf-values.ts";
import { place } from "./testing/samples.ts";

const image = { imageIdentifier: "web:1", imageRepositoryType: "ECR" };
const liveImage = { ImageIdentifier: "web:1", ImageRepositoryType: "ECR" };
const arn = "arn:aws:apprunner:eu-west-1:111122223333:";

function source(configuration: JsonObject): JsonObject {
  return { sourceConfiguration: { imageRepository: { ...image, imageConfiguration: configuration } } };
}
function liveSource(configuration: JsonObject): JsonObject {
  return { SourceConfiguration: { ImageRepository: { ...liveImage, ImageConfiguration: configuration } } };
}
function codeSource(configuration: JsonObject): JsonObject {
  return { sourceConfiguration: { codeRepository: { repositoryUrl: "https://x", codeConfiguration: configuration } } };
}
function liveCode(configuration: JsonObject): JsonObject {
  return { SourceConfiguration: { CodeRepository: { RepositoryUrl: "https://x", CodeConfiguration: configuration } } };
}

interface Case {
  readonly title: string;
  readonly spec: JsonObject;
  readonly live: JsonObject;
}

/** App Runner reads much back in another form than it was sent. */
const same: readonly Case[] = [
  {
    title: "vCPUs and units",
    spec: { instanceConfiguration: { cpu: "2 vCPU" } },
    live: { InstanceConfiguration: { Cpu: "2048" } },
  },
  {
    title: "gigabytes and megabytes",
    spec: { instanceConfiguration: { memory: "0.5 GB" } },
    live: { InstanceConfiguration: { Memory: "512" } },
  },
  { title: "no size and the default one", spec: {}, live: { InstanceConfiguration: { Cpu: "1024", Memory: "2048" } } },
  {
    title: "no health check and the default one",
    spec: {},
    live: {
      HealthCheckConfiguration: {
        Protocol: "TCP",
        Path: "/",
        Interval: 5,
        Timeout: 2,
        HealthyThreshold: 1,
        UnhealthyThreshold: 5,
      },
    },
  },
  {
    title: "no network and the default one",
    spec: {},
    live: {
      NetworkConfiguration: {
        EgressConfiguration: { EgressType: "DEFAULT" },
        IngressConfiguration: { IsPubliclyAccessible: true },
        IpAddressType: "IPV4",
      },
    },
  },
  {
    title: "an IP address type that App Runner does not show",
    spec: { networkConfiguration: { ipAddressType: "IPV4" } },
    live: {},
  },
  {
    title: "observability off and not shown",
    spec: { observabilityConfiguration: { observabilityEnabled: false } },
    live: {},
  },
  {
    title: "no observability and off",
    spec: {},
    live: { ObservabilityConfiguration: { ObservabilityEnabled: false } },
  },
  {
    title: "an auto scaling configuration's name and its revision",
    spec: { autoScalingConfigurationArn: `${arn}autoscalingconfiguration/busy` },
    live: {
      AutoScalingConfigurationSummary: { AutoScalingConfigurationArn: `${arn}autoscalingconfiguration/busy/3/ab` },
    },
  },
  {
    title: "an observability configuration's name and its revision",
    spec: {
      observabilityConfiguration: {
        observabilityEnabled: true,
        observabilityConfigurationArn: `${arn}observabilityconfiguration/traces`,
      },
    },
    live: {
      ObservabilityConfiguration: {
        ObservabilityEnabled: true,
        ObservabilityConfigurationArn: `${arn}observabilityconfiguration/traces/1/ab`,
      },
    },
  },
  {
    title: "a VPC connector and itself",
    spec: {
      networkConfiguration: {
        egressConfiguration: { egressType: "VPC", vpcConnectorArn: `${arn}vpcconnector/c/1/ab` },
      },
    },
    live: {
      NetworkConfiguration: {
        EgressConfiguration: { EgressType: "VPC", VpcConnectorArn: `${arn}vpcconnector/c/1/ab` },
      },
    },
  },
  {
    title: "variables in another order",
    spec: source({ runtimeEnvironmentVariables: { A: "1", B: "2" } }),
    live: liveSource({ RuntimeEnvironmentVariables: { B: "2", A: "1" } }),
  },
  { title: "no variables and an empty map", spec: source({ runtimeEnvironmentVariables: {} }), live: liveSource({}) },
  {
    title: "a parameter's name and its ARN",
    spec: source({ runtimeEnvironmentSecrets: { K: "/key" } }),
    live: liveSource({ RuntimeEnvironmentSecrets: { K: "arn:aws:ssm:eu-west-1:111122223333:parameter/key" } }),
  },
  { title: "no port and 8080", spec: source({}), live: liveSource({ Port: "8080" }) },
  { title: "a port as a number and as text", spec: source({ port: 3000 }), live: liveSource({ Port: "3000" }) },
  {
    title: "a configuration source in mixed case",
    spec: codeSource({ configurationSource: "API" }),
    live: liveCode({ ConfigurationSource: "Api" }),
  },
  {
    title: "values that apprunner.yaml has",
    spec: codeSource({ configurationSource: "REPOSITORY" }),
    live: liveCode({
      ConfigurationSource: "Repository",
      CodeConfigurationValues: { Runtime: "NODEJS_22", Port: "3000" },
    }),
  },
  {
    title: "no source directory and the root",
    spec: codeSource({ configurationSource: "REPOSITORY" }),
    live: {
      SourceConfiguration: {
        CodeRepository: {
          RepositoryUrl: "https://x",
          SourceDirectory: "/",
          CodeConfiguration: { ConfigurationSource: "REPOSITORY" },
        },
      },
    },
  },
  {
    title: "a role beside a public image",
    spec: { sourceConfiguration: { imageRepository: { ...image, imageRepositoryType: "ECR_PUBLIC" } } },
    live: {
      SourceConfiguration: {
        ImageRepository: { ...liveImage, ImageRepositoryType: "ECR_PUBLIC" },
        AuthenticationConfiguration: { AccessRoleArn: "arn:r" },
      },
    },
  },
];

const different: readonly (Case & { readonly path: string })[] = [
  {
    title: "another size",
    path: "instanceConfiguration.cpu",
    spec: { instanceConfiguration: { cpu: "2 vCPU" } },
    live: { InstanceConfiguration: { Cpu: "1024" } },
  },
  {
    title: "a smaller memory",
    path: "instanceConfiguration.memory",
    spec: { instanceConfiguration: { memory: "4 GB" } },
    live: { InstanceConfiguration: { Memory: "2048" } },
  },
  {
    title: "the console's health check against the API's default",
    path: "healthCheckConfiguration.interval",
    spec: {},
    live: { HealthCheckConfiguration: { Interval: 10 } },
  },
  {
    title: "a private service against a public one",
    path: "networkConfiguration.ingressConfiguration.isPubliclyAccessible",
    spec: { networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } } },
    live: {},
  },
  {
    title: "a dual stack against IPv4",
    path: "networkConfiguration.ipAddressType",
    spec: { networkConfiguration: { ipAddressType: "DUAL_STACK" } },
    live: {},
  },
  {
    title: "observability on against not shown",
    path: "observabilityConfiguration.observabilityEnabled",
    spec: { observabilityConfiguration: { observabilityEnabled: true } },
    live: {},
  },
  {
    title: "another auto scaling configuration",
    path: "autoScalingConfigurationArn",
    spec: { autoScalingConfigurationArn: `${arn}autoscalingconfiguration/busy/4` },
    live: {
      AutoScalingConfigurationSummary: { AutoScalingConfigurationArn: `${arn}autoscalingconfiguration/busy/3/ab` },
    },
  },
  {
    title: "another VPC connector",
    path: "networkConfiguration.egressConfiguration.vpcConnectorArn",
    spec: {
      networkConfiguration: {
        egressConfiguration: { egressType: "VPC", vpcConnectorArn: `${arn}vpcconnector/d/1/ab` },
      },
    },
    live: {
      NetworkConfiguration: {
        EgressConfiguration: { EgressType: "VPC", VpcConnectorArn: `${arn}vpcconnector/c/1/ab` },
      },
    },
  },
  {
    title: "another value of a variable",
    path: "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentVariables",
    spec: source({ runtimeEnvironmentVariables: { A: "1" } }),
    live: liveSource({ RuntimeEnvironmentVariables: { A: "2" } }),
  },
  {
    title: "a secret alone",
    path: "sourceConfiguration.imageRepository.imageConfiguration.runtimeEnvironmentSecrets",
    spec: source({ runtimeEnvironmentSecrets: { K: "/key" } }),
    live: liveSource({ RuntimeEnvironmentSecrets: { K: "/other" } }),
  },
  {
    title: "another port",
    path: "sourceConfiguration.imageRepository.imageConfiguration.port",
    spec: source({ port: 3000 }),
    live: liveSource({ Port: "8080" }),
  },
  {
    title: "a start command that is not there",
    path: "sourceConfiguration.imageRepository.imageConfiguration.startCommand",
    spec: source({ startCommand: "npm start" }),
    live: liveSource({}),
  },
  {
    title: "another image",
    path: "sourceConfiguration.imageRepository.imageIdentifier",
    spec: { sourceConfiguration: { imageRepository: { ...image, imageIdentifier: "web:2" } } },
    live: liveSource({}),
  },
  {
    title: "another runtime",
    path: "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues.runtime",
    spec: codeSource({ configurationSource: "API", codeConfigurationValues: { runtime: "NODEJS_22" } }),
    live: liveCode({ ConfigurationSource: "API", CodeConfigurationValues: { Runtime: "NODEJS_18" } }),
  },
  {
    title: "another access role of a private image",
    path: "sourceConfiguration.authenticationConfiguration.accessRoleArn",
    spec: { sourceConfiguration: { imageRepository: image, authenticationConfiguration: { accessRoleArn: "arn:r" } } },
    live: liveSource({}),
  },
  {
    title: "a key of one's own",
    path: "encryptionConfiguration.kmsKey",
    spec: { encryptionConfiguration: { kmsKey: "arn:k" } },
    live: {},
  },
];

describe("what is the same after normalisation", () => {
  it.each(same)("$title", ({ spec, live }) => {
    expect(paths(spec, live)).toEqual([]);
  });
});

describe("what differs", () => {
  it.each(different)("$title", ({ spec, live, path }) => {
    expect(paths(spec, live)).toEqual([path]);
  });

  it("is told with the values of both sides, defaults included", () => {
    const [difference] = differences(new Map(), leavesOfService({ HealthCheckConfiguration: { Interval: 10 } }), place);
    expect(difference).toMatchObject({ desired: 5, actual: 10 });
  });

  it("is not sought in the settings of the other sort of source", () => {
    const live = liveSource({ Port: "3000", StartCommand: "npm start" });
    expect(paths({}, live)).toEqual([]);
    expect(paths(source({}), live)).toHaveLength(2);
  });
});

function paths(spec: JsonObject, live: JsonObject): readonly string[] {
  return differences(leavesOfSpec(spec), leavesOfService(live), place).map(({ leaf }) => leaf.path);
}
