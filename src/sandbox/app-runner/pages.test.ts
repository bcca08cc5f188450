import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../base/json.ts";
import { minuteMs, TestClient } from "./test-client.ts";

/** A list that is read in pages of one while it changes. */
interface Listed {
  readonly operation: string;
  /** The member of the answer that holds the rows, and of a row that tells which one it is; none when the row is its name. */
  readonly rows: string;
  readonly named?: string;
  readonly input?: (client: TestClient) => Promise<JsonObject>;
  /** Makes a row, and returns how to take it off the list. */
  readonly make: (client: TestClient, name: string, input: JsonObject) => Promise<() => Promise<unknown>>;
  /** In which order the list shows what was made. */
  readonly order: "newest first" | "oldest first";
}

const names = ["aaaa", "bbbb", "cccc", "dddd"];

/** The member of an answer at a path, as text. */
function textAt(answer: unknown, ...path: readonly string[]): string {
  let value = answer as Json | undefined;
  for (const member of path) value = (value as JsonObject)[member];
  return String(value);
}

/** A configuration or the like: made with a name, deleted by its ARN. */
function made(kind: string, more: JsonObject = {}): Listed["make"] {
  return async (client, name) => {
    const answer = await client.ok(`Create${kind}`, { [`${kind}Name`]: name, ...more });
    const arn = textAt(answer, kind, `${kind}Arn`);
    return () => client.ok(`Delete${kind}`, { [`${kind}Arn`]: arn });
  };
}

const privately = { NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } } };

const lists: readonly Listed[] = [
  {
    operation: "ListAutoScalingConfigurations",
    rows: "AutoScalingConfigurationSummaryList",
    named: "AutoScalingConfigurationName",
    make: made("AutoScalingConfiguration"),
    order: "newest first",
  },
  {
    operation: "ListObservabilityConfigurations",
    rows: "ObservabilityConfigurationSummaryList",
    named: "ObservabilityConfigurationName",
    make: made("ObservabilityConfiguration"),
    order: "newest first",
  },
  {
    operation: "ListVpcConnectors",
    rows: "VpcConnectors",
    named: "VpcConnectorName",
    make: made("VpcConnector", { Subnets: ["subnet-1"] }),
    order: "newest first",
  },
  {
    operation: "ListConnections",
    rows: "ConnectionSummaryList",
    named: "ConnectionName",
    make: made("Connection", { ProviderType: "GITHUB" }),
    order: "newest first",
  },
  {
    operation: "ListVpcIngressConnections",
    rows: "VpcIngressConnectionSummaryList",
    named: "VpcIngressConnectionArn",
    make: async (client, name) => {
      const ServiceArn = await client.created({ ServiceName: name, ...privately });
      const vpc = { IngressVpcConfiguration: { VpcId: "vpc-1", VpcEndpointId: "vpce-1" } };
      const input = { ServiceArn, VpcIngressConnectionName: name, ...vpc };
      const answer = await client.ok("CreateVpcIngressConnection", input);
      await client.clock.advance(10 * minuteMs);
      const VpcIngressConnectionArn = textAt(answer, "VpcIngressConnection", "VpcIngressConnectionArn");
      return () => client.ok("DeleteVpcIngressConnection", { VpcIngressConnectionArn });
    },
    order: "newest first",
  },
  {
    operation: "ListServicesForAutoScalingConfiguration",
    rows: "ServiceArnList",
    input: async () => ({
      AutoScalingConfigurationArn:
        "arn:aws:apprunner:us-east-1:111122223333:autoscalingconfiguration/DefaultConfiguration",
    }),
    make: async (client, ServiceName) => {
      const ServiceArn = await client.created({ ServiceName });
      return () => client.ok("DeleteService", { ServiceArn });
    },
    order: "oldest first",
  },
  {
    operation: "DescribeCustomDomains",
    rows: "CustomDomains",
    named: "DomainName",
    input: async (client) => ({ ServiceArn: await client.created() }),
    make: async (client, name, { ServiceArn }) => {
      const input = { ServiceArn, DomainName: name };
      await client.ok("AssociateCustomDomain", input);
      return () => client.ok("DisassociateCustomDomain", input);
    },
    order: "oldest first",
  },
];

describe("a list that changes while it is read", () => {
  it.each(lists)("goes on where it was: $operation", async ({ operation, rows, named, input, make, order }) => {
    const client = new TestClient();
    const asked = (await input?.(client)) ?? {};
    const removals = new Map<string, () => Promise<unknown>>();
    for (const name of names) removals.set(name, await make(client, name, asked));
    const wanted = order === "newest first" ? names.toReversed() : names;

    const page = async (NextToken?: string): Promise<readonly [found: string | undefined, token: string]> => {
      const answer = (await client.ok(operation, { ...asked, MaxResults: 1, NextToken })) as JsonObject;
      const [row] = answer[rows] as readonly Json[];
      const text = named === undefined ? String(row) : textAt(row, named);
      return [names.find((name) => text.includes(name)), String(answer["NextToken"])];
    };

    const [first] = await page();
    const [second, token] = await page((await page())[1]);
    // What the token stands at leaves, what came before it leaves, and something new comes.
    for (const gone of [wanted[0], wanted[1]]) await removals.get(gone ?? "")?.();
    await client.clock.advance(20 * minuteMs);
    if (order === "newest first") await make(client, "eeee", asked);
    const [third] = await page(token);
    expect([first, second, third]).toEqual(wanted.slice(0, 3));
  });

  it("takes no token of another list, and none that it did not give", async () => {
    const client = new TestClient();
    for (const name of names) await client.ok("CreateVpcConnector", { VpcConnectorName: name, Subnets: ["subnet-1"] });
    const { NextToken } = await client.ok("ListVpcConnectors", { MaxResults: 1 });
    for (const token of [NextToken ?? "", "e30=", "none"]) {
      expect(await client.refused("ListConnections", { NextToken: token })).toBe(
        "InvalidRequestException: The NextToken you specified isn't valid.",
      );
    }
  });
});
