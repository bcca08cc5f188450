import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { TestClient, codeSource, imageSource, minuteMs, publicImage, roleArn } from "./test-client.ts";

// What CreateService refuses, and in which words.

const privateImage = (changes: JsonObject = {}): JsonObject => ({
  SourceConfiguration: {
    ImageRepository: {
      ImageIdentifier: "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop:1",
      ImageRepositoryType: "ECR",
    },
    ...changes,
  },
});

const egress = (EgressConfiguration: JsonObject): JsonObject => ({ NetworkConfiguration: { EgressConfiguration } });
const connector = `arn:aws:apprunner:us-east-1:111122223333:vpcconnector/private-net/1/${"a".repeat(32)}`;

const refusals: readonly (readonly [string, JsonObject, string])[] = [
  ["no source at all", { SourceConfiguration: {} }, "You must provide either a CodeRepository or an ImageRepository."],
  [
    "both sources",
    { SourceConfiguration: { ...imageSource("1"), ...codeSource("main") } },
    "You must provide either a CodeRepository or an ImageRepository, but not both.",
  ],
  [
    "a private image without an access role",
    privateImage(),
    "An access role has to be provided for the image repository type ECR.",
  ],
  [
    "an image of the other type",
    {
      SourceConfiguration: {
        ImageRepository: { ImageIdentifier: "public.ecr.aws/a/b:1", ImageRepositoryType: "ECR" },
        AuthenticationConfiguration: { AccessRoleArn: roleArn("access") },
      },
    },
    "The image identifier doesn't belong to the image repository type ECR.",
  ],
  [
    "code without a connection",
    { SourceConfiguration: { ...codeSource("main"), AuthenticationConfiguration: null } },
    "A connection has to be provided for a code repository.",
  ],
  [
    "code with an ARN that is no connection",
    { SourceConfiguration: { ...codeSource("main"), AuthenticationConfiguration: { ConnectionArn: connector } } },
    `The connection ARN you specified isn't valid. ARN: '${connector}'`,
  ],
  [
    "code configured by the API without values",
    { SourceConfiguration: codeSource("main", { ConfigurationSource: "API" }) },
    "CodeConfigurationValues have to be provided if ConfigurationSource is API.",
  ],
  [
    "secrets without an instance role",
    { SourceConfiguration: imageSource("1", { RuntimeEnvironmentSecrets: { TOKEN: "/shop/token" } }) },
    "Instance Role have to be provided if passing in RuntimeEnvironmentSecrets.",
  ],
  [
    "a reserved variable",
    { SourceConfiguration: imageSource("1", { RuntimeEnvironmentVariables: { AWSAPPRUNNER_X: "1" } }) },
    "Environment variable names that start with AWSAPPRUNNER are reserved.",
  ],
  [
    "a size that does not exist",
    { InstanceConfiguration: { Cpu: "256", Memory: "2048" } },
    "The combination of CPU and memory isn't supported. Cpu: 256, Memory: 2048",
  ],
  [
    "a size that does not exist once the default memory is filled in",
    { InstanceConfiguration: { Cpu: "0.25 vCPU" } },
    "The combination of CPU and memory isn't supported. Cpu: 256, Memory: 2048",
  ],
  [
    "a VPC without a connector",
    egress({ EgressType: "VPC" }),
    "A VPC connector has to be provided if EgressType is VPC.",
  ],
  [
    "a connector without a VPC",
    egress({ EgressType: "DEFAULT", VpcConnectorArn: connector }),
    "A VPC connector is only valid if EgressType is VPC.",
  ],
  [
    "a connector that is none",
    egress({ EgressType: "VPC", VpcConnectorArn: connector.slice(0, -1) }),
    `The VPC connector ARN you specified isn't valid. ARN: '${connector.slice(0, -1)}'`,
  ],
  [
    "an auto scaling configuration that is none",
    { AutoScalingConfigurationArn: connector },
    `The auto scaling configuration ARN you specified isn't valid. ARN: '${connector}'`,
  ],
  [
    "a second revision of the built-in auto scaling configuration",
    {
      AutoScalingConfigurationArn:
        "arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/DefaultConfiguration/2",
    },
    "The auto scaling configuration ARN you specified isn't valid. ARN: 'arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/DefaultConfiguration/2'",
  ],
  [
    "an observability configuration that is none",
    { ObservabilityConfiguration: { ObservabilityEnabled: true, ObservabilityConfigurationArn: connector } },
    `The observability configuration ARN you specified isn't valid. ARN: '${connector}'`,
  ],
  [
    "an access role that cannot be assumed",
    privateImage({ AuthenticationConfiguration: { AccessRoleArn: roleArn("shop/not-assumable") } }),
    `Error in assuming access role ${roleArn("shop/not-assumable")}`,
  ],
  [
    "an instance role that cannot be assumed",
    { InstanceConfiguration: { InstanceRoleArn: roleArn("not-assumable") } },
    `Error in assuming instance role ${roleArn("not-assumable")}`,
  ],
  [
    "more than 50 tags",
    { Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: "" })) },
    "A resource can have at most 50 tags.",
  ],
  ["a tag without a key", { Tags: [{ Value: "x" }] }, "Tag key cannot be null."],
];

describe("CreateService", () => {
  it.each(refusals)("refuses %s", async (_name, changes, message) => {
    const client = new TestClient();
    expect(await client.refused("CreateService", { ...publicImage("1"), ...changes })).toBe(
      `InvalidRequestException: ${message}`,
    );
    expect((await client.ok("ListServices")).ServiceSummaryList).toEqual([]);
  });

  it("refuses the authentication of a public image, by a switch", async () => {
    const client = new TestClient({ switches: { publicImageAuthentication: "reject" } });
    const source = { ...imageSource("1"), AuthenticationConfiguration: { AccessRoleArn: roleArn("access") } };
    expect(await client.refused("CreateService", { ServiceName: "demo-web", SourceConfiguration: source })).toBe(
      "InvalidRequestException: An AuthenticationConfiguration isn't supported for the image repository type ECR_PUBLIC.",
    );
  });

  it("can assume a fresh role from a minute after the first attempt on", async () => {
    const client = new TestClient();
    const input = { ...publicImage("1"), InstanceConfiguration: { InstanceRoleArn: roleArn("fresh") } };
    const message = `InvalidRequestException: Error in assuming instance role ${roleArn("fresh")}`;
    expect(await client.refused("CreateService", input)).toBe(message);
    await client.clock.advance(minuteMs - 1);
    expect(await client.refused("CreateService", input)).toBe(message);
    await client.clock.advance(1);
    await client.ok("CreateService", input);
  });

  const taken = "InvalidRequestException: Service with the provided name already exists: demo-web.";

  it.each([
    ["is being created", (client: TestClient) => client.create()],
    ["runs", (client: TestClient) => client.created()],
    ["failed to be created", (client: TestClient) => client.created(publicImage("fail-start"))],
    [
      "is being deleted",
      async (client: TestClient) => client.ok("DeleteService", { ServiceArn: await client.created() }),
    ],
  ])("refuses the name of a service that %s", async (_name, make) => {
    const client = new TestClient();
    await make(client);
    expect(await client.refused("CreateService", publicImage("2"))).toBe(taken);
  });

  it("takes the name of a deleted service, and of one in another region", async () => {
    const client = new TestClient();
    await client.ok("DeleteService", { ServiceArn: await client.created() });
    await client.clock.advance(3 * minuteMs);
    await client.create();
    client.admin.seed({ ...publicImageSeed, Region: "eu-west-1" });
    expect(client.admin.services().map(({ region, status }) => `${region} ${status}`)).toEqual([
      "us-east-1 DELETED",
      "us-east-1 OPERATION_IN_PROGRESS",
      "eu-west-1 RUNNING",
    ]);
  });

  it("has 30 services per region, those that failed included", async () => {
    const client = new TestClient();
    for (let index = 0; index < 30; index++) {
      await client.create(publicImage(index === 0 ? "fail-start" : "1", `demo-${index}`));
    }
    await client.clock.advance(20 * minuteMs);
    const { status, body } = await client.call("CreateService", publicImage("1", "one-more"));
    expect(status).toBe(400);
    expect(body.__type).toBe("ServiceQuotaExceededException");
  });

  it("has two services in a restricted account", async () => {
    const client = new TestClient({ switches: { restrictedAccount: true } });
    await client.create(publicImage("1", "first"));
    await client.create(publicImage("1", "second"));
    expect(await client.refused("CreateService", publicImage("1", "third"))).toBe(
      "InvalidRequestException: Account 111122223333 is restricted and can support only two App Runner services per" +
        " region at the moment. To remove the restriction, contact the AWS support team.",
    );
  });

  it("is denied in a closed account", async () => {
    const client = new TestClient({ switches: { closedAccount: true } });
    expect(await client.refused("CreateService", publicImage("1"))).toMatch(
      /^AccessDeniedException: User: .* is not authorized to perform: apprunner:CreateService on resource: /,
    );
    await client.ok("ListServices");
  });

  it("loses the first reply for a name with `lost-reply` in it", async () => {
    const client = new TestClient();
    const { status, body } = await client.call("CreateService", publicImage("1", "my-lost-reply"));
    expect([status, body.__type]).toEqual([500, "InternalServiceErrorException"]);
    expect((await client.ok("ListServices")).ServiceSummaryList).toMatchObject([{ ServiceName: "my-lost-reply" }]);
    expect(await client.refused("CreateService", publicImage("1", "my-lost-reply"))).toBe(
      "InvalidRequestException: Service with the provided name already exists: my-lost-reply.",
    );
  });
});

const publicImageSeed = {
  ServiceName: "demo-web",
  SourceConfiguration: {
    ImageRepository: { ImageIdentifier: "public.ecr.aws/x1y2z3a4/demo:1", ImageRepositoryType: "ECR_PUBLIC" },
  },
} as const;
