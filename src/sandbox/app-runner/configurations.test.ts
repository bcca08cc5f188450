import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { codeSource, minuteMs, publicImage, TestClient } from "./test-client.ts";

const account = "111122223333";
const prefix = `arn:aws:apprunner:us-east-1:${account}`;

/** The resource in an answer, which has one member. */
async function made(client: TestClient, operation: string, input: JsonObject): Promise<JsonObject> {
  const [resource] = Object.values(await client.ok(operation, input));
  return resource as JsonObject;
}

async function scalingArn(client: TestClient, name = "scaling", more: JsonObject = {}): Promise<string> {
  const input = { AutoScalingConfigurationName: name, ...more };
  return String((await made(client, "CreateAutoScalingConfiguration", input))["AutoScalingConfigurationArn"]);
}

async function listed(client: TestClient, operation: string, input: JsonObject = {}): Promise<readonly JsonObject[]> {
  const { NextToken: _token, ...answer } = (await client.ok(operation, input)) as JsonObject;
  return Object.values(answer)[0] as unknown as readonly JsonObject[];
}

describe("auto scaling configurations", () => {
  it("have App Runner's defaults, and the next revision for the same name", async () => {
    const client = new TestClient();
    const first = await made(client, "CreateAutoScalingConfiguration", { AutoScalingConfigurationName: "scaling" });
    expect(first).toMatchObject({
      AutoScalingConfigurationRevision: 1,
      Latest: true,
      Status: "active",
      MaxConcurrency: 100,
      MinSize: 1,
      MaxSize: 25,
      HasAssociatedService: false,
      IsDefault: false,
    });
    const second = await made(client, "CreateAutoScalingConfiguration", {
      AutoScalingConfigurationName: "scaling",
      MaxSize: 3,
    });
    expect(second).toMatchObject({ AutoScalingConfigurationRevision: 2, Latest: true });
    const again = await made(client, "DescribeAutoScalingConfiguration", {
      AutoScalingConfigurationArn: String(first["AutoScalingConfigurationArn"]),
    });
    expect(again).toMatchObject({ Latest: false });
  });

  it("count on from the highest active revision, and from the beginning when none is left", async () => {
    const client = new TestClient();
    const arns = [await scalingArn(client), await scalingArn(client)];
    await client.ok("DeleteAutoScalingConfiguration", { AutoScalingConfigurationArn: arns[1] ?? "" });
    expect(await scalingArn(client)).toContain("/scaling/2/");
    await client.ok("DeleteAutoScalingConfiguration", {
      AutoScalingConfigurationArn: `${prefix}:autoscalingconfiguration/scaling`,
      DeleteAllRevisions: true,
    });
    expect(await scalingArn(client)).toContain("/scaling/1/");
  });

  it.each([
    { title: "the name means the latest active revision", end: "scaling", revision: 2 },
    { title: "the name and a revision mean that one", end: "scaling/1", revision: 1 },
  ])("may be named in part: $title", async ({ end, revision }) => {
    const client = new TestClient();
    await scalingArn(client);
    await scalingArn(client);
    const AutoScalingConfigurationArn = `${prefix}:autoscalingconfiguration/${end}`;
    expect(await made(client, "DescribeAutoScalingConfiguration", { AutoScalingConfigurationArn })).toMatchObject({
      AutoScalingConfigurationRevision: revision,
    });
    const arn = await client.create({ AutoScalingConfigurationArn });
    expect((await client.describe(arn))["AutoScalingConfigurationSummary"]).toMatchObject({
      AutoScalingConfigurationRevision: revision,
    });
  });

  it("are listed by page, the newest first, and only the latest of each name unless asked otherwise", async () => {
    const client = new TestClient();
    await scalingArn(client, "one-1");
    await scalingArn(client, "two-2");
    await scalingArn(client, "two-2");
    const names = (rows: readonly JsonObject[]): readonly string[] =>
      rows.map(
        (row) => `${String(row["AutoScalingConfigurationName"])}/${String(row["AutoScalingConfigurationRevision"])}`,
      );
    expect(names(await listed(client, "ListAutoScalingConfigurations"))).toEqual([
      "two-2/2",
      "one-1/1",
      "DefaultConfiguration/1",
    ]);
    const input = { AutoScalingConfigurationName: "two-2", LatestOnly: false };
    expect(names(await listed(client, "ListAutoScalingConfigurations", input))).toEqual(["two-2/2", "two-2/1"]);
    const page = await client.ok("ListAutoScalingConfigurations", { LatestOnly: false, MaxResults: 3 });
    const rest = await client.ok("ListAutoScalingConfigurations", {
      LatestOnly: false,
      MaxResults: 3,
      NextToken: page.NextToken ?? "",
    });
    expect(rest.NextToken).toBeUndefined();
    expect(Object.values(rest)[0]).toHaveLength(1);
  });

  it("are the account's default one at a time, which new services get", async () => {
    const client = new TestClient();
    const arn = await scalingArn(client);
    await client.ok("UpdateDefaultAutoScalingConfiguration", { AutoScalingConfigurationArn: arn });
    const service = await client.describe(await client.create());
    expect(service["AutoScalingConfigurationSummary"]).toMatchObject({ AutoScalingConfigurationArn: arn });
    const all = await listed(client, "ListAutoScalingConfigurations", { LatestOnly: false });
    expect(all.filter((row) => row["IsDefault"] === true)).toHaveLength(1);
    expect(await client.refused("DeleteAutoScalingConfiguration", { AutoScalingConfigurationArn: arn })).toContain(
      "You can't delete the default auto scaling configuration.",
    );
  });

  it("cannot go while a service uses them, and for a while after it", async () => {
    const client = new TestClient();
    const arn = await scalingArn(client);
    const service = await client.created({ AutoScalingConfigurationArn: arn });
    expect(
      await listed(client, "ListServicesForAutoScalingConfiguration", { AutoScalingConfigurationArn: arn }),
    ).toEqual([service]);
    const inUse = "InvalidRequestException: You can't delete the auto scaling configuration. It's used by one or more";
    const input = { AutoScalingConfigurationArn: arn };
    expect(await client.refused("DeleteAutoScalingConfiguration", input)).toContain(inUse);
    await client.ok("DeleteService", { ServiceArn: service });
    await client.clock.advance(2.5 * minuteMs + minuteMs);
    expect(await client.status(service)).toBe("DELETED");
    expect(await client.refused("DeleteAutoScalingConfiguration", input)).toContain(inUse);
    await client.clock.advance(2 * minuteMs);
    expect(await made(client, "DeleteAutoScalingConfiguration", input)).toMatchObject({ Status: "inactive" });
    expect(await made(client, "DescribeAutoScalingConfiguration", input)).toMatchObject({ Status: "inactive" });
    expect(await client.refused("DeleteAutoScalingConfiguration", input)).toContain(
      "The auto scaling configuration you specified has been deleted",
    );
    expect(await client.refused("CreateService", { ...publicImage("1", "late"), ...input })).toContain("isn't valid");
  });

  it("are in use by the service that leaves them until the change is done and some minutes more", async () => {
    const client = new TestClient();
    const [old, next] = [await scalingArn(client), await scalingArn(client)];
    const ServiceArn = await client.created({ AutoScalingConfigurationArn: old });
    await client.ok("UpdateService", { ServiceArn, AutoScalingConfigurationArn: next });
    await client.clock.advance(6 * minuteMs);
    const input = { AutoScalingConfigurationArn: old };
    expect(await client.refused("DeleteAutoScalingConfiguration", input)).toContain("It's used by");
    await client.clock.advance(2 * minuteMs);
    await client.ok("DeleteAutoScalingConfiguration", input);
  });

  it.each<{ title: string; input: JsonObject; text: string }>([
    {
      title: "a name that is too short",
      input: { AutoScalingConfigurationName: "abc" },
      text: "2 validation errors detected: Value 'abc' at 'autoScalingConfigurationName'",
    },
    {
      title: "more requests than an instance may take",
      input: { AutoScalingConfigurationName: "scaling", MaxConcurrency: 201 },
      text: "1 validation error detected: Value '201' at 'maxConcurrency'",
    },
    {
      title: "more at least than at most",
      input: { AutoScalingConfigurationName: "scaling", MinSize: 3, MaxSize: 2 },
      text: "MaxSize must be greater than or equal to MinSize.",
    },
    {
      title: "the reserved name",
      input: { AutoScalingConfigurationName: "DefaultConfiguration" },
      text: "reserved",
    },
  ])("are refused with $title", async ({ input, text }) => {
    const refusal = await new TestClient().refused("CreateAutoScalingConfiguration", input);
    expect(refusal).toMatch(/^InvalidRequestException: /);
    expect(refusal).toContain(text);
  });

  it("are refused DeleteAllRevisions with a full ARN", async () => {
    const client = new TestClient();
    const input = { AutoScalingConfigurationArn: await scalingArn(client), DeleteAllRevisions: true };
    expect(await client.refused("DeleteAutoScalingConfiguration", input)).toContain(
      "You cannot specify full auto scaling configuration ARN and DeleteAllRevisions as true at same time",
    );
  });

  it.each([
    { title: "revisions of a name", names: ["scaling", "scaling", "scaling", "scaling", "scaling", "scaling"] },
    { title: "names", names: Array.from({ length: 11 }, (_none, index) => `name-${index}`) },
  ])("come up against the quota of $title", async ({ names }) => {
    const client = new TestClient();
    for (const name of names.slice(0, -1)) await scalingArn(client, name);
    const input = { AutoScalingConfigurationName: names.at(-1) ?? "" };
    expect(await client.refused("CreateAutoScalingConfiguration", input)).toContain("ServiceQuotaExceededException");
  });
});

describe("observability configurations", () => {
  it("have revisions, and are gone one by one", async () => {
    const client = new TestClient();
    const create = (more: JsonObject = {}): Promise<JsonObject> =>
      made(client, "CreateObservabilityConfiguration", { ObservabilityConfigurationName: "traces", ...more });
    expect(await create({ TraceConfiguration: { Vendor: "AWSXRAY" } })).toMatchObject({
      ObservabilityConfigurationRevision: 1,
      TraceConfiguration: { Vendor: "AWSXRAY" },
      Status: "ACTIVE",
      Latest: true,
    });
    const { ObservabilityConfigurationArn } = await create();
    const input = { ObservabilityConfigurationArn: String(ObservabilityConfigurationArn) };
    const service = await client.created({
      ObservabilityConfiguration: { ObservabilityEnabled: true, ...input },
    });
    expect(await client.refused("DeleteObservabilityConfiguration", input)).toContain("It's used by");
    await client.ok("DeleteService", { ServiceArn: service });
    await client.clock.advance(10 * minuteMs);
    expect(await made(client, "DeleteObservabilityConfiguration", input)).toMatchObject({ Status: "INACTIVE" });
    const named = { ObservabilityConfigurationName: "traces" };
    expect(await listed(client, "ListObservabilityConfigurations", named)).toEqual([
      expect.objectContaining({ ObservabilityConfigurationRevision: 1 }),
    ]);
  });
});

describe("VPC connectors", () => {
  it("get the VPC's default security group, and cannot go while they are used", async () => {
    const client = new TestClient();
    const connector = await made(client, "CreateVpcConnector", { VpcConnectorName: "private", Subnets: ["subnet-1"] });
    expect(connector).toMatchObject({ Status: "ACTIVE", VpcConnectorRevision: 1, SecurityGroups: ["sg-default"] });
    const VpcConnectorArn = String(connector["VpcConnectorArn"]);
    await client.create({
      NetworkConfiguration: { EgressConfiguration: { EgressType: "VPC", VpcConnectorArn } },
    });
    expect(await client.refused("DeleteVpcConnector", { VpcConnectorArn })).toBe(
      `InvalidRequestException: Provided VPC connector arn is being used by other services. ARN: ${VpcConnectorArn}`,
    );
  });

  it("of a name that is taken are refused, or a new revision where the switch says so", async () => {
    const input = { VpcConnectorName: "private", Subnets: ["subnet-1"] };
    const client = new TestClient();
    await client.ok("CreateVpcConnector", input);
    expect(await client.refused("CreateVpcConnector", input)).toContain("already exists");
    client.admin.setSwitches({ takenConnectorName: "newRevision" });
    expect(await made(client, "CreateVpcConnector", input)).toMatchObject({ VpcConnectorRevision: 2 });
  });

  it("that nobody made are refused where the switch says so", async () => {
    const NetworkConfiguration = {
      EgressConfiguration: { EgressType: "VPC", VpcConnectorArn: `${prefix}:vpcconnector/other/1/${"0".repeat(32)}` },
    };
    await new TestClient().create({ NetworkConfiguration });
    const strict = new TestClient({ switches: { unknownArns: "reject" } });
    expect(await strict.refused("CreateService", { ...publicImage("1"), NetworkConfiguration })).toContain(
      "isn't valid",
    );
  });
});

describe("connections", () => {
  it("are of use after the handshake, which the admin interface completes", async () => {
    const client = new TestClient();
    const connection = await made(client, "CreateConnection", { ConnectionName: "github", ProviderType: "GITHUB" });
    expect(connection).toMatchObject({ Status: "PENDING_HANDSHAKE" });
    const ConnectionArn = String(connection["ConnectionArn"]);
    const service = {
      ServiceName: "code",
      SourceConfiguration: { ...codeSource("main"), AuthenticationConfiguration: { ConnectionArn } },
    };
    expect(await client.refused("CreateService", service)).toContain("Its status is PENDING_HANDSHAKE");
    client.admin.setConnection("github", "AVAILABLE");
    await client.ok("CreateService", service);
    expect(await client.refused("DeleteConnection", { ConnectionArn })).toContain("being used by other services");
    expect(await client.refused("CreateConnection", { ConnectionName: "github", ProviderType: "GITHUB" })).toContain(
      "already exists",
    );
    expect(await listed(client, "ListConnections", { ConnectionName: "other" })).toEqual([]);
  });
});

describe("tags", () => {
  it("are kept for everything that has an ARN", async () => {
    const client = new TestClient();
    const ResourceArn = await scalingArn(client, "scaling", { Tags: [{ Key: "a", Value: "1" }] });
    await client.ok("TagResource", { ResourceArn, Tags: [{ Key: "b", Value: "2" }] });
    await client.ok("UntagResource", { ResourceArn, TagKeys: ["a"] });
    expect((await client.ok("ListTagsForResource", { ResourceArn })).Tags).toEqual([{ Key: "b", Value: "2" }]);
    await client.ok("DeleteAutoScalingConfiguration", { AutoScalingConfigurationArn: ResourceArn });
    expect(await client.refused("TagResource", { ResourceArn, Tags: [] })).toContain("ResourceNotFoundException");
  });
});
