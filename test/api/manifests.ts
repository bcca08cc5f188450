import type { JsonObject } from "../../src/base/json.ts";

/** An AppRunnerService to apply, without a namespace. */
export function manifestOf(spec: JsonObject, name = "sample"): JsonObject {
  return { apiVersion: "apprunner-operator.dev/v1alpha1", kind: "AppRunnerService", metadata: { name }, spec };
}

/** What a service needs at least. */
export const minimalSpec: JsonObject = {
  sourceConfiguration: {
    imageRepository: {
      imageIdentifier: "public.ecr.aws/aws-containers/hello-app-runner:latest",
      imageRepositoryType: "ECR_PUBLIC",
    },
  },
};

const commonFields: JsonObject = {
  awsAccountRef: { name: "production" },
  region: "eu-west-1",
  tags: [{ key: "team", value: "payments" }],
  managementPolicy: "Manage",
  adoption: {
    policy: "IfUnowned",
    arn: "arn:aws:apprunner:eu-west-1:111122223333:service/orders/0123456789abcdef0123456789abcdef",
    onDifference: "Refuse",
  },
  deletionPolicy: "Retain",
  suspend: false,
  driftIntervalSeconds: 3600,
  serviceName: "orders",
  desiredState: "Running",
  deploymentToken: "one",
  createFailurePolicy: "Repair",
  instanceConfiguration: {
    cpu: "1 vCPU",
    memory: "3 GB",
    instanceRoleArn: "arn:aws:iam::111122223333:role/orders-instance",
  },
  encryptionConfiguration: {
    kmsKey: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  },
  healthCheckConfiguration: {
    protocol: "HTTP",
    path: "/healthz",
    interval: 10,
    timeout: 4,
    healthyThreshold: 2,
    unhealthyThreshold: 6,
  },
  autoScalingConfigurationArn: "arn:aws:apprunner:eu-west-1:111122223333:autoscalingconfiguration/busy/1",
  networkConfiguration: {
    egressConfiguration: {
      egressType: "VPC",
      vpcConnectorArn: "arn:aws:apprunner:eu-west-1:111122223333:vpcconnector/shop/1/0123456789abcdef0123456789abcdef",
    },
    ingressConfiguration: { isPubliclyAccessible: false },
    ipAddressType: "DUAL_STACK",
  },
  observabilityConfiguration: {
    observabilityEnabled: true,
    observabilityConfigurationArn: "arn:aws:apprunner:eu-west-1:111122223333:observabilityconfiguration/traces/1",
  },
};

const environment: JsonObject = {
  port: 3000,
  startCommand: "npm start",
  runtimeEnvironmentVariables: { LOG_LEVEL: "info" },
  runtimeEnvironmentSecrets: { API_KEY: "/orders/api-key" },
};

/** A service from a private image that says everything that can be said of one. */
export const imageSpec: JsonObject = {
  ...commonFields,
  sourceConfiguration: {
    imageRepository: {
      imageIdentifier: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1.42.0",
      imageRepositoryType: "ECR",
      imageConfiguration: environment,
    },
    autoDeploymentsEnabled: false,
    authenticationConfiguration: { accessRoleArn: "arn:aws:iam::111122223333:role/ecr-access" },
  },
};

/** A service from source code that says everything that can be said of one. */
export const codeSpec: JsonObject = {
  ...commonFields,
  sourceConfiguration: {
    codeRepository: {
      repositoryUrl: "https://github.com/example/orders",
      sourceCodeVersion: { type: "BRANCH", value: "main" },
      sourceDirectory: "/service",
      codeConfiguration: {
        configurationSource: "API",
        codeConfigurationValues: { ...environment, runtime: "NODEJS_22", buildCommand: "npm ci" },
      },
    },
    autoDeploymentsEnabled: true,
    authenticationConfiguration: {
      connectionArn: "arn:aws:apprunner:eu-west-1:111122223333:connection/github/0123456789abcdef0123456789abcdef",
    },
  },
};
