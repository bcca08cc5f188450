import type { Edit } from "./edit-object.ts";

const image = "sourceConfiguration.imageRepository";
const code = "sourceConfiguration.codeRepository";
const values = `${code}.codeConfiguration.codeConfigurationValues`;
const egress = "networkConfiguration.egressConfiguration";
const observability = "observabilityConfiguration";
const otherArn = (kind: string): string => `arn:aws:apprunner:eu-west-1:111122223333:${kind}/other/2`;
const otherRole = "arn:aws:iam::111122223333:role/other";

/**
 * For each field of the spec, an edit of the full manifests that gives it another value, with what else has to change
 * along with it.
 */
export const fieldChanges: Readonly<Record<string, Edit>> = {
  "awsAccountRef.name": { "awsAccountRef.name": "staging" },
  region: { region: "eu-central-1" },
  tags: { tags: [{ key: "team", value: "search" }] },
  managementPolicy: { managementPolicy: "ReportDrift" },
  "adoption.policy": { "adoption.policy": "Never" },
  "adoption.arn": {
    "adoption.arn": "arn:aws:apprunner:eu-west-1:111122223333:service/orders/fedcba9876543210fedcba9876543210",
  },
  "adoption.onDifference": { "adoption.onDifference": "Apply" },
  "adoption.takeoverFrom": { "adoption.policy": "Takeover", "adoption.takeoverFrom": "copilot/shop" },
  deletionPolicy: { deletionPolicy: "Delete" },
  suspend: { suspend: true },
  driftIntervalSeconds: { driftIntervalSeconds: 7200 },
  serviceName: { serviceName: "orders-2" },
  desiredState: { desiredState: "Paused" },
  deploymentToken: { deploymentToken: "two" },
  createFailurePolicy: { createFailurePolicy: "Keep" },
  [`${code}.repositoryUrl`]: { [`${code}.repositoryUrl`]: "https://github.com/example/other" },
  [`${code}.sourceCodeVersion.value`]: { [`${code}.sourceCodeVersion.value`]: "release" },
  [`${code}.codeConfiguration.configurationSource`]: {
    [`${code}.codeConfiguration.configurationSource`]: "REPOSITORY",
  },
  [`${values}.port`]: { [`${values}.port`]: "3001" },
  [`${values}.runtimeEnvironmentVariables`]: { [`${values}.runtimeEnvironmentVariables`]: { LOG_LEVEL: "debug" } },
  [`${values}.runtimeEnvironmentSecrets`]: { [`${values}.runtimeEnvironmentSecrets`]: { API_KEY: "/orders/other" } },
  [`${values}.runtime`]: { [`${values}.runtime`]: "NODEJS_18" },
  [`${values}.buildCommand`]: { [`${values}.buildCommand`]: "make" },
  [`${values}.startCommand`]: { [`${values}.startCommand`]: "make run" },
  [`${code}.sourceDirectory`]: { [`${code}.sourceDirectory`]: "/other" },
  [`${image}.imageIdentifier`]: {
    [`${image}.imageIdentifier`]: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1.43.0",
  },
  [`${image}.imageRepositoryType`]: { [`${image}.imageRepositoryType`]: "ECR_PUBLIC" },
  [`${image}.imageConfiguration.port`]: { [`${image}.imageConfiguration.port`]: "3001" },
  [`${image}.imageConfiguration.runtimeEnvironmentVariables`]: {
    [`${image}.imageConfiguration.runtimeEnvironmentVariables`]: { LOG_LEVEL: "debug" },
  },
  [`${image}.imageConfiguration.runtimeEnvironmentSecrets`]: {
    [`${image}.imageConfiguration.runtimeEnvironmentSecrets`]: { API_KEY: "/orders/other" },
  },
  [`${image}.imageConfiguration.startCommand`]: { [`${image}.imageConfiguration.startCommand`]: "make run" },
  "sourceConfiguration.autoDeploymentsEnabled": { "sourceConfiguration.autoDeploymentsEnabled": true },
  "sourceConfiguration.authenticationConfiguration.connectionArn": {
    "sourceConfiguration.authenticationConfiguration.connectionArn": `arn:aws:apprunner:eu-west-1:111122223333:connection/other/${"0".repeat(32)}`,
  },
  "sourceConfiguration.authenticationConfiguration.accessRoleArn": {
    "sourceConfiguration.authenticationConfiguration.accessRoleArn": otherRole,
  },
  "instanceConfiguration.cpu": { "instanceConfiguration.cpu": "2 vCPU", "instanceConfiguration.memory": "4 GB" },
  "instanceConfiguration.memory": { "instanceConfiguration.memory": "4096" },
  "instanceConfiguration.instanceRoleArn": { "instanceConfiguration.instanceRoleArn": otherRole },
  "encryptionConfiguration.kmsKey": {
    "encryptionConfiguration.kmsKey": "arn:aws:kms:eu-west-1:111122223333:key/00000000-12ab-34cd-56ef-1234567890ab",
  },
  "healthCheckConfiguration.protocol": { "healthCheckConfiguration.protocol": "TCP" },
  "healthCheckConfiguration.path": { "healthCheckConfiguration.path": "/ready" },
  "healthCheckConfiguration.interval": { "healthCheckConfiguration.interval": 11 },
  "healthCheckConfiguration.timeout": { "healthCheckConfiguration.timeout": 3 },
  "healthCheckConfiguration.healthyThreshold": { "healthCheckConfiguration.healthyThreshold": 3 },
  "healthCheckConfiguration.unhealthyThreshold": { "healthCheckConfiguration.unhealthyThreshold": 7 },
  autoScalingConfigurationArn: { autoScalingConfigurationArn: otherArn("autoscalingconfiguration") },
  [`${egress}.egressType`]: { [`${egress}.egressType`]: "DEFAULT", [`${egress}.vpcConnectorArn`]: null },
  [`${egress}.vpcConnectorArn`]: { [`${egress}.vpcConnectorArn`]: `${otherArn("vpcconnector")}/${"0".repeat(32)}` },
  "networkConfiguration.ingressConfiguration.isPubliclyAccessible": {
    "networkConfiguration.ingressConfiguration.isPubliclyAccessible": true,
  },
  "networkConfiguration.ipAddressType": { "networkConfiguration.ipAddressType": "IPV4" },
  [`${observability}.observabilityEnabled`]: {
    [`${observability}.observabilityEnabled`]: false,
    [`${observability}.observabilityConfigurationArn`]: null,
  },
  [`${observability}.observabilityConfigurationArn`]: {
    [`${observability}.observabilityConfigurationArn`]: otherArn("observabilityconfiguration"),
  },
};

/** Edits that remove a field, where that takes something else along. */
export const fieldRemovals: Readonly<Record<string, Edit>> = {
  "awsAccountRef.name": { awsAccountRef: null },
  "adoption.takeoverFrom": { "adoption.takeoverFrom": null, "adoption.policy": "Never" },
  "encryptionConfiguration.kmsKey": { encryptionConfiguration: null },
  [`${egress}.egressType`]: { [egress]: null },
  [`${egress}.vpcConnectorArn`]: { [egress]: null },
  [`${observability}.observabilityEnabled`]: { [observability]: null },
  [`${observability}.observabilityConfigurationArn`]: { [observability]: null },
};
