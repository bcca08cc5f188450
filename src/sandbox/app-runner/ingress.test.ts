import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { minuteMs, TestClient } from "./test-client.ts";

const isPrivate = { NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } } };

const inputFor = (ServiceArn: string, endpoint = "vpce-1"): JsonObject => ({
  ServiceArn,
  VpcIngressConnectionName: "inside",
  IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: endpoint },
});

async function connectionIn(answer: Promise<object>): Promise<JsonObject> {
  return Object.values(await answer)[0] as JsonObject;
}

/** A private service at rest. */
async function privateService(): Promise<{ readonly client: TestClient; readonly service: string }> {
  const client = new TestClient();
  return { client, service: await client.created(isPrivate) };
}

async function statusOf(client: TestClient, arn: string): Promise<unknown> {
  const found = await connectionIn(client.ok("DescribeVpcIngressConnection", { VpcIngressConnectionArn: arn }));
  return found["Status"];
}

describe("a VPC ingress connection", () => {
  it("comes, changes and goes by way of its status", async () => {
    const { client, service } = await privateService();
    const created = await connectionIn(client.ok("CreateVpcIngressConnection", inputFor(service)));
    expect(created).toMatchObject({ Status: "PENDING_CREATION", ServiceArn: service, AccountId: "111122223333" });
    expect(created["DomainName"]).toMatch(/\.us-east-1\.awsapprunner\.com$/);
    const VpcIngressConnectionArn = String(created["VpcIngressConnectionArn"]);
    const change = {
      VpcIngressConnectionArn,
      IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-2" },
    };
    expect(await client.refused("UpdateVpcIngressConnection", change)).toContain("InvalidStateException");
    await client.clock.advance(3 * minuteMs);
    expect(await statusOf(client, VpcIngressConnectionArn)).toBe("AVAILABLE");
    expect(await connectionIn(client.ok("UpdateVpcIngressConnection", change))).toMatchObject({
      Status: "PENDING_UPDATE",
    });
    await client.clock.advance(3 * minuteMs);
    const filtered = await client.ok("ListVpcIngressConnections", { Filter: { VpcEndpointId: "vpce-2" } });
    expect(Object.values(filtered)[0]).toEqual([{ VpcIngressConnectionArn, ServiceArn: service }]);
    expect(await client.refused("DeleteService", { ServiceArn: service })).toBe(
      `InvalidStateException: You cannot delete a Service while it has VpcIngressConnections with a status of AVAILABLE. Service Arn: ${service} VpcIngressConnection Arn: ${VpcIngressConnectionArn}`,
    );
    await client.ok("DeleteVpcIngressConnection", { VpcIngressConnectionArn });
    await client.clock.advance(3 * minuteMs);
    expect(await statusOf(client, VpcIngressConnectionArn)).toBe("DELETED");
    expect(await client.refused("DeleteVpcIngressConnection", { VpcIngressConnectionArn })).toContain(
      "ResourceNotFoundException",
    );
    await client.ok("DeleteService", { ServiceArn: service });
  });

  it.each([
    { endpoint: "vpce-fail-create", status: "FAILED_CREATION" },
    { endpoint: "vpce-ok", status: "AVAILABLE" },
  ])("ends as $status with the endpoint $endpoint", async ({ endpoint, status }) => {
    const { client, service } = await privateService();
    const created = await connectionIn(client.ok("CreateVpcIngressConnection", inputFor(service, endpoint)));
    await client.clock.advance(3 * minuteMs);
    expect(await statusOf(client, String(created["VpcIngressConnectionArn"]))).toBe(status);
  });

  it("fails to go once where its endpoint says so, and goes then", async () => {
    const { client, service } = await privateService();
    const created = await connectionIn(client.ok("CreateVpcIngressConnection", inputFor(service, "vpce-fail-delete")));
    const VpcIngressConnectionArn = String(created["VpcIngressConnectionArn"]);
    await client.clock.advance(3 * minuteMs);
    for (const status of ["FAILED_DELETION", "DELETED"]) {
      await client.ok("DeleteVpcIngressConnection", { VpcIngressConnectionArn });
      await client.clock.advance(3 * minuteMs);
      expect(await statusOf(client, VpcIngressConnectionArn)).toBe(status);
    }
  });

  it("is refused for a public service, a second time, and without an endpoint", async () => {
    const { client, service } = await privateService();
    const other = await client.created({ ServiceName: "public" });
    expect(await client.refused("CreateVpcIngressConnection", inputFor(other))).toContain("publicly accessible");
    const bare = { ...inputFor(service), IngressVpcConfiguration: { VpcId: "vpc-1" } };
    expect(await client.refused("CreateVpcIngressConnection", bare)).toContain("InvalidRequestException");
    await client.ok("CreateVpcIngressConnection", inputFor(service));
    const second = { ...inputFor(service), VpcIngressConnectionName: "second" };
    expect(await client.refused("CreateVpcIngressConnection", second)).toContain("ServiceQuotaExceededException");
  });

  it("has tags", async () => {
    const { client, service } = await privateService();
    const input = { ...inputFor(service), Tags: [{ Key: "a", Value: "1" }] };
    const created = await connectionIn(client.ok("CreateVpcIngressConnection", input));
    const ResourceArn = String(created["VpcIngressConnectionArn"]);
    await client.ok("TagResource", { ResourceArn, Tags: [{ Key: "b", Value: "2" }] });
    expect((await client.ok("ListTagsForResource", { ResourceArn })).Tags).toEqual([
      { Key: "a", Value: "1" },
      { Key: "b", Value: "2" },
    ]);
  });
});
