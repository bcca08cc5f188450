import type { Json, JsonObject } from "../../src/base/json.ts";
import { codeSource, imageSource, minuteMs, publicImage, roleArn } from "../../src/sandbox/app-runner/test-client.ts";
import type { TestClient } from "../../src/sandbox/app-runner/test-client.ts";

/** One answer of a driven life. */
export interface DrivenAnswer {
  readonly operation: string;
  readonly body: JsonObject;
}

/** Somebody who keeps what the emulator answers. */
class Driver {
  readonly answers: DrivenAnswer[] = [];
  readonly #client: TestClient;

  constructor(client: TestClient) {
    this.#client = client;
  }

  async call(operation: string, input: JsonObject = {}): Promise<JsonObject> {
    const body = (await this.#client.ok(operation, input)) as JsonObject;
    this.answers.push({ operation, body });
    return body;
  }

  /** The member of an answer at a path, as text: an ARN. */
  async arnOf(operation: string, input: JsonObject, ...path: readonly string[]): Promise<string> {
    let value: Json | undefined = await this.call(operation, input);
    for (const member of path) value = (value as JsonObject)[member];
    return String(value);
  }

  async minutes(count: number): Promise<void> {
    await this.#client.clock.advance(count * minuteMs);
  }
}

/** Every operation at least once, each accepted, in the life of one resource of every kind. Returns the answers. */
export async function driveEveryOperation(client: TestClient): Promise<readonly DrivenAnswer[]> {
  const driver = new Driver(client);
  const scalingArn = await driveConfigurations(driver);
  await driveConnection(driver, client);
  await driveService(driver, scalingArn);
  await drivePrivateService(driver, client);
  return driver.answers;
}

/** Returns the ARN of an auto scaling configuration that stays. */
async function driveConfigurations(driver: Driver): Promise<string> {
  const tags = { Tags: [{ Key: "team", Value: "shop" }] };
  const scaling = { AutoScalingConfigurationName: "driven", MinSize: 2, MaxSize: 3, ...tags };
  const path = ["AutoScalingConfiguration", "AutoScalingConfigurationArn"];
  const kept = await driver.arnOf("CreateAutoScalingConfiguration", scaling, ...path);
  const doomed = {
    AutoScalingConfigurationArn: await driver.arnOf("CreateAutoScalingConfiguration", scaling, ...path),
  };
  await driver.call("UpdateDefaultAutoScalingConfiguration", { AutoScalingConfigurationArn: kept });
  await driver.call("DeleteAutoScalingConfiguration", doomed);
  await driver.call("DescribeAutoScalingConfiguration", doomed);
  await driver.call("ListAutoScalingConfigurations", { LatestOnly: false, MaxResults: 1 });

  const traces = { ObservabilityConfigurationName: "driven", TraceConfiguration: { Vendor: "AWSXRAY" }, ...tags };
  const tracesArn = await driver.arnOf(
    "CreateObservabilityConfiguration",
    traces,
    "ObservabilityConfiguration",
    "ObservabilityConfigurationArn",
  );
  await driver.call("ListObservabilityConfigurations", { MaxResults: 1 });
  await driver.call("DeleteObservabilityConfiguration", { ObservabilityConfigurationArn: tracesArn });
  await driver.call("DescribeObservabilityConfiguration", { ObservabilityConfigurationArn: tracesArn });

  const connector = {
    VpcConnectorName: "driven",
    Subnets: ["subnet-1", "subnet-2"],
    SecurityGroups: ["sg-1"],
    ...tags,
  };
  const VpcConnectorArn = await driver.arnOf("CreateVpcConnector", connector, "VpcConnector", "VpcConnectorArn");
  await driver.call("ListVpcConnectors");
  await driver.call("DeleteVpcConnector", { VpcConnectorArn });
  await driver.call("DescribeVpcConnector", { VpcConnectorArn });
  return kept;
}

/** A connection, and a service from code that uses it. */
async function driveConnection(driver: Driver, client: TestClient): Promise<void> {
  const connection = { ConnectionName: "driven", ProviderType: "GITHUB" };
  const ConnectionArn = await driver.arnOf("CreateConnection", connection, "Connection", "ConnectionArn");
  client.admin.setConnection(ConnectionArn, "AVAILABLE");
  await driver.call("ListConnections", { ConnectionName: "driven" });
  const values = {
    Runtime: "NODEJS_22",
    BuildCommand: "make",
    StartCommand: "run",
    RuntimeEnvironmentVariables: { A: "1" },
  };
  const source = codeSource("main", { ConfigurationSource: "API", CodeConfigurationValues: values });
  const ServiceArn = await driver.arnOf(
    "CreateService",
    {
      ServiceName: "from-code",
      SourceConfiguration: { ...source, AuthenticationConfiguration: { ConnectionArn }, AutoDeploymentsEnabled: true },
    },
    "Service",
    "ServiceArn",
  );
  await driver.minutes(20);
  await driver.call("DescribeService", { ServiceArn });
  await driver.call("DeleteService", { ServiceArn });
  await driver.minutes(20);
  await driver.call("DeleteConnection", { ConnectionArn });
}

/** A service with everything that one can have, in every state. */
async function driveService(driver: Driver, scalingArn: string): Promise<void> {
  const input = {
    ...publicImage("1", "driven"),
    SourceConfiguration: imageSource("1", {
      Port: "3000",
      RuntimeEnvironmentVariables: { A: "1" },
      RuntimeEnvironmentSecrets: { B: "/driven/b" },
    }),
    InstanceConfiguration: { Cpu: "0.5 vCPU", Memory: "1 GB", InstanceRoleArn: roleArn("driven") },
    EncryptionConfiguration: { KmsKey: "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000" },
    HealthCheckConfiguration: { Protocol: "HTTP", Path: "/health" },
    ObservabilityConfiguration: { ObservabilityEnabled: true },
    Tags: [{ Key: "team", Value: "shop" }],
  };
  const ServiceArn = await driver.arnOf("CreateService", input, "Service", "ServiceArn");
  await driver.minutes(10);
  await driver.call("ListServicesForAutoScalingConfiguration", { AutoScalingConfigurationArn: scalingArn });
  await driver.call("UpdateService", { ServiceArn, SourceConfiguration: imageSource("fail-start") });
  await driver.call("ListOperations", { ServiceArn });
  await driver.minutes(12);
  await driver.call("ListOperations", { ServiceArn });
  await driver.minutes(8);
  for (const operation of ["StartDeployment", "PauseService", "ResumeService"]) {
    await driver.call(operation, { ServiceArn });
    await driver.minutes(10);
    await driver.call("DescribeService", { ServiceArn });
  }
  await driver.call("ResumeService", { ServiceArn });
  await driver.call("TagResource", { ResourceArn: ServiceArn, Tags: [{ Key: "stage" }] });
  await driver.call("UntagResource", { ResourceArn: ServiceArn, TagKeys: ["team"] });
  await driver.call("ListTagsForResource", { ResourceArn: ServiceArn });
  await driver.call("CreateService", publicImage("fail-start", "failed"));
  await driver.minutes(20);
  await driver.call("ListServices", { MaxResults: 1 });
  await driver.call("ListServices");
  await driver.call("DeleteService", { ServiceArn });
  await driver.minutes(10);
  await driver.call("DescribeService", { ServiceArn });
  await driver.call("ListOperations", { ServiceArn });
}

/** A service that is reached through a VPC only, its ingress connection, and its custom domains. */
async function drivePrivateService(driver: Driver, client: TestClient): Promise<void> {
  const NetworkConfiguration = { IngressConfiguration: { IsPubliclyAccessible: false }, IpAddressType: "DUAL_STACK" };
  const service = { ...publicImage("1", "private"), NetworkConfiguration };
  const ServiceArn = await driver.arnOf("CreateService", service, "Service", "ServiceArn");
  await driver.minutes(10);
  await driver.call("DescribeService", { ServiceArn });
  const ingress = {
    ServiceArn,
    VpcIngressConnectionName: "driven",
    IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-1" },
  };
  const path = ["VpcIngressConnection", "VpcIngressConnectionArn"];
  const arn = { VpcIngressConnectionArn: await driver.arnOf("CreateVpcIngressConnection", ingress, ...path) };
  await driver.minutes(5);
  await driver.call("UpdateVpcIngressConnection", {
    ...arn,
    IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-2-fail-update" },
  });
  await driver.minutes(5);
  await driver.call("DescribeVpcIngressConnection", arn);
  await driver.call("UpdateVpcIngressConnection", { ...arn, IngressVpcConfiguration: ingress.IngressVpcConfiguration });
  await driver.minutes(5);
  await driver.call("ListVpcIngressConnections", { Filter: { ServiceArn } });

  await driver.call("AssociateCustomDomain", { ServiceArn, DomainName: "shop.test" });
  await driver.call("AssociateCustomDomain", { ServiceArn, DomainName: "www.example.com" });
  await driver.minutes(1);
  await driver.call("DescribeCustomDomains", { ServiceArn, MaxResults: 1 });
  client.admin.validateDomain("shop.test", "SUCCESS");
  await driver.call("DescribeCustomDomains", { ServiceArn });
  await driver.minutes(10);
  await driver.call("DescribeCustomDomains", { ServiceArn });
  await driver.call("DisassociateCustomDomain", { ServiceArn, DomainName: "shop.test" });

  await driver.call("DeleteVpcIngressConnection", arn);
  await driver.minutes(5);
  await driver.call("DescribeVpcIngressConnection", arn);
}
