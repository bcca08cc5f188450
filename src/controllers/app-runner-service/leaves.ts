import type { Leaf, UpdateBlock } from "./leaf.ts";
import {
  normaliseCpu,
  normaliseMemory,
  normalisePort,
  normaliseUpperCase,
  revisionSatisfies,
  secretsSatisfy,
} from "./normalise-value.ts";

/** The settings that an image and a source code runtime have in common. */
function runtimeLeaves(parent: string): Leaf[] {
  const block: UpdateBlock = "SourceConfiguration";
  return [
    { path: `${parent}.port`, block, fallback: "8080", normalise: normalisePort },
    { path: `${parent}.startCommand`, block, sensitive: true },
    { path: `${parent}.runtimeEnvironmentVariables`, block, fallback: {}, sensitive: true },
    { path: `${parent}.runtimeEnvironmentSecrets`, block, fallback: {}, sensitive: true, satisfies: secretsSatisfy },
  ];
}

const imageRepository = "sourceConfiguration.imageRepository";
const codeRepository = "sourceConfiguration.codeRepository";
const codeValues = `${codeRepository}.codeConfiguration.codeConfigurationValues`;

const sourceLeaves: readonly Leaf[] = [
  { path: "sourceConfiguration.autoDeploymentsEnabled", block: "SourceConfiguration", fallback: false },
  { path: "sourceConfiguration.authenticationConfiguration.accessRoleArn", block: "SourceConfiguration" },
  { path: "sourceConfiguration.authenticationConfiguration.connectionArn", block: "SourceConfiguration" },
  { path: `${imageRepository}.imageIdentifier`, block: "SourceConfiguration" },
  { path: `${imageRepository}.imageRepositoryType`, block: "immutable" },
  ...runtimeLeaves(`${imageRepository}.imageConfiguration`),
  { path: `${codeRepository}.repositoryUrl`, block: "SourceConfiguration" },
  { path: `${codeRepository}.sourceCodeVersion.type`, block: "SourceConfiguration", normalise: normaliseUpperCase },
  { path: `${codeRepository}.sourceCodeVersion.value`, block: "SourceConfiguration" },
  { path: `${codeRepository}.sourceDirectory`, block: "SourceConfiguration", fallback: "/" },
  {
    path: `${codeRepository}.codeConfiguration.configurationSource`,
    block: "SourceConfiguration",
    normalise: normaliseUpperCase,
  },
  { path: `${codeValues}.runtime`, block: "SourceConfiguration" },
  { path: `${codeValues}.buildCommand`, block: "SourceConfiguration", sensitive: true },
  ...runtimeLeaves(codeValues),
];

const instanceLeaves: readonly Leaf[] = [
  { path: "instanceConfiguration.cpu", block: "InstanceConfiguration", fallback: "1024", normalise: normaliseCpu },
  {
    path: "instanceConfiguration.memory",
    block: "InstanceConfiguration",
    fallback: "2048",
    normalise: normaliseMemory,
  },
  { path: "instanceConfiguration.instanceRoleArn", block: "InstanceConfiguration" },
];

const healthCheckLeaves: readonly Leaf[] = [
  {
    path: "healthCheckConfiguration.protocol",
    block: "HealthCheckConfiguration",
    fallback: "TCP",
    normalise: normaliseUpperCase,
  },
  { path: "healthCheckConfiguration.path", block: "HealthCheckConfiguration", fallback: "/" },
  { path: "healthCheckConfiguration.interval", block: "HealthCheckConfiguration", fallback: 5 },
  { path: "healthCheckConfiguration.timeout", block: "HealthCheckConfiguration", fallback: 2 },
  { path: "healthCheckConfiguration.healthyThreshold", block: "HealthCheckConfiguration", fallback: 1 },
  { path: "healthCheckConfiguration.unhealthyThreshold", block: "HealthCheckConfiguration", fallback: 5 },
];

const networkLeaves: readonly Leaf[] = [
  { path: "networkConfiguration.egressConfiguration.egressType", block: "NetworkConfiguration", fallback: "DEFAULT" },
  { path: "networkConfiguration.egressConfiguration.vpcConnectorArn", block: "NetworkConfiguration" },
  {
    path: "networkConfiguration.ingressConfiguration.isPubliclyAccessible",
    block: "NetworkConfiguration",
    fallback: true,
  },
  { path: "networkConfiguration.ipAddressType", block: "NetworkConfiguration", fallback: "IPV4" },
];

/**
 * Every setting of a service, in the order in which differences are told. Defaults and normal forms: the API reference
 * of CreateService, and what DescribeService was seen to answer.
 */
export const leaves: readonly Leaf[] = [
  ...sourceLeaves,
  ...instanceLeaves,
  { path: "encryptionConfiguration.kmsKey", block: "immutable" },
  ...healthCheckLeaves,
  { path: "autoScalingConfigurationArn", block: "AutoScalingConfigurationArn", satisfies: revisionSatisfies },
  ...networkLeaves,
  {
    path: "observabilityConfiguration.observabilityEnabled",
    block: "ObservabilityConfiguration",
    fallback: false,
  },
  {
    path: "observabilityConfiguration.observabilityConfigurationArn",
    block: "ObservabilityConfiguration",
    satisfies: revisionSatisfies,
  },
];
