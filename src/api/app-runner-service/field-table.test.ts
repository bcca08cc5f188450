import { describe, expect, it } from "vitest";
import { fieldTable } from "./field-table.ts";
import type { SpecField } from "./field-table.ts";

function pathsOf(chosen: (field: SpecField) => boolean): string[] {
  return fieldTable.filter(chosen).map(({ path }) => path);
}

const image = "sourceConfiguration.imageRepository";
const values = "sourceConfiguration.codeRepository.codeConfiguration.codeConfigurationValues";

describe("the table of fields", () => {
  it("marks as sensitive what the App Runner API marks so", () => {
    expect(pathsOf(({ sensitive }) => sensitive).toSorted()).toEqual([
      `${values}.buildCommand`,
      `${values}.runtimeEnvironmentSecrets`,
      `${values}.runtimeEnvironmentVariables`,
      `${values}.startCommand`,
      `${image}.imageConfiguration.runtimeEnvironmentSecrets`,
      `${image}.imageConfiguration.runtimeEnvironmentVariables`,
      `${image}.imageConfiguration.startCommand`,
    ]);
  });

  it("marks as immutable what UpdateService cannot change", () => {
    expect(pathsOf(({ mutability }) => mutability === "immutable")).toEqual([
      "serviceName",
      `${image}.imageRepositoryType`,
      "encryptionConfiguration.kmsKey",
    ]);
  });

  it("leaves to the operator what App Runner knows nothing of", () => {
    expect(pathsOf(({ mutability }) => mutability === "operator")).toEqual([
      "awsAccountRef.name",
      "region",
      "managementPolicy",
      "adoption.policy",
      "adoption.arn",
      "adoption.onDifference",
      "adoption.takeoverFrom",
      "deletionPolicy",
      "suspend",
      "driftIntervalSeconds",
      "desiredState",
      "deploymentToken",
      "createFailurePolicy",
    ]);
  });

  it("takes maps and lists as one field each", () => {
    expect(pathsOf(({ path }) => path.startsWith("tags") || path.includes("Variables"))).toEqual([
      "tags",
      `${values}.runtimeEnvironmentVariables`,
      `${image}.imageConfiguration.runtimeEnvironmentVariables`,
    ]);
  });

  it.each([
    { path: `${image}.imageIdentifier`, block: "SourceConfiguration" },
    { path: "instanceConfiguration.cpu", block: "InstanceConfiguration" },
    { path: "autoScalingConfigurationArn", block: "AutoScalingConfigurationArn" },
    { path: "healthCheckConfiguration.path", block: "HealthCheckConfiguration" },
    { path: "networkConfiguration.ipAddressType", block: "NetworkConfiguration" },
    { path: "observabilityConfiguration.observabilityEnabled", block: "ObservabilityConfiguration" },
    { path: "tags", block: undefined },
    { path: "encryptionConfiguration.kmsKey", block: undefined },
  ])("says that $block carries $path", ({ path, block }) => {
    expect(fieldTable.find((field) => field.path === path)).toMatchObject({ path, block });
  });

  it("gives an update block to every field that is changed in place, tags apart", () => {
    expect(pathsOf(({ mutability, block }) => mutability === "in place" && block === undefined)).toEqual(["tags"]);
  });

  it("knows App Runner's defaults as DescribeService reports them", () => {
    const defaults = fieldTable.flatMap(({ path, appRunnerDefault }) =>
      appRunnerDefault === undefined ? [] : [[path, appRunnerDefault]],
    );
    expect(Object.fromEntries(defaults)).toEqual({
      [`${values}.port`]: "8080",
      [`${image}.imageConfiguration.port`]: "8080",
      "instanceConfiguration.cpu": "1024",
      "instanceConfiguration.memory": "2048",
      "healthCheckConfiguration.protocol": "TCP",
      "healthCheckConfiguration.path": "/",
      "healthCheckConfiguration.interval": 5,
      "healthCheckConfiguration.timeout": 2,
      "healthCheckConfiguration.healthyThreshold": 1,
      "healthCheckConfiguration.unhealthyThreshold": 5,
      "networkConfiguration.egressConfiguration.egressType": "DEFAULT",
      "networkConfiguration.ingressConfiguration.isPubliclyAccessible": true,
      "networkConfiguration.ipAddressType": "IPV4",
      "observabilityConfiguration.observabilityEnabled": false,
    });
  });
});
