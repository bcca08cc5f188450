import { describe, expect, it } from "vitest";
import { TestClient, codeSource, imageSource, minuteMs, publicImage } from "./test-client.ts";

// Where each operation brings a service, and how long it takes at AWS's pace.

async function update(client: TestClient, tag: string): Promise<string> {
  const arn = await client.created();
  await client.ok("UpdateService", { ServiceArn: arn, SourceConfiguration: imageSource(tag) });
  return arn;
}

async function onTag(client: TestClient, tag: string, ...operations: readonly string[]): Promise<string> {
  const arn = await client.created(publicImage(tag));
  for (const [index, operation] of operations.entries()) {
    if (index > 0) await client.clock.advance(60 * minuteMs);
    await client.ok(operation, { ServiceArn: arn });
  }
  return arn;
}

async function repair(client: TestClient, tag: string): Promise<string> {
  const arn = await client.created(publicImage("fail-start"));
  await client.ok("UpdateService", { ServiceArn: arn, SourceConfiguration: imageSource(tag) });
  return arn;
}

interface Case {
  readonly name: string;
  readonly start: (client: TestClient) => Promise<string>;
  readonly minutes: number;
  readonly operation: string;
  readonly status: string;
}

const cases: readonly Case[] = [
  {
    name: "a create from an image",
    start: (client) => client.create(),
    minutes: 4,
    operation: "CREATE_SERVICE SUCCEEDED",
    status: "RUNNING",
  },
  {
    name: "a create from code",
    start: (client) => client.create({ SourceConfiguration: codeSource("main") }),
    minutes: 16,
    operation: "CREATE_SERVICE SUCCEEDED",
    status: "RUNNING",
  },
  {
    name: "a create that fails",
    start: (client) => client.create(publicImage("fail-start")),
    minutes: 12,
    operation: "CREATE_SERVICE FAILED",
    status: "CREATE_FAILED",
  },
  {
    name: "an update",
    start: (client) => update(client, "2"),
    minutes: 5,
    operation: "UPDATE_SERVICE SUCCEEDED",
    status: "RUNNING",
  },
  {
    name: "an update that is rolled back",
    start: (client) => update(client, "fail-start"),
    minutes: 16,
    operation: "UPDATE_SERVICE ROLLBACK_SUCCEEDED",
    status: "RUNNING",
  },
  {
    name: "an update whose rollback fails",
    start: (client) => update(client, "fail-rollback"),
    minutes: 16,
    operation: "UPDATE_SERVICE ROLLBACK_FAILED",
    status: "RUNNING",
  },
  {
    name: "an update that repairs a failed create",
    start: (client) => repair(client, "2"),
    minutes: 5,
    operation: "UPDATE_SERVICE SUCCEEDED",
    status: "RUNNING",
  },
  {
    name: "an update that does not repair a failed create",
    start: (client) => repair(client, "v2-fail-start"),
    minutes: 12,
    operation: "UPDATE_SERVICE FAILED",
    status: "CREATE_FAILED",
  },
  {
    name: "a deployment",
    start: (client) => onTag(client, "1", "StartDeployment"),
    minutes: 4,
    operation: "START_DEPLOYMENT SUCCEEDED",
    status: "RUNNING",
  },
  {
    name: "a deployment that fails",
    start: (client) => onTag(client, "fail-deploy", "StartDeployment"),
    minutes: 12,
    operation: "START_DEPLOYMENT FAILED",
    status: "RUNNING",
  },
  {
    name: "a pause",
    start: (client) => onTag(client, "1", "PauseService"),
    minutes: 1.5,
    operation: "PAUSE_SERVICE SUCCEEDED",
    status: "PAUSED",
  },
  {
    name: "a pause that fails",
    start: (client) => onTag(client, "fail-pause", "PauseService"),
    minutes: 1.5,
    operation: "PAUSE_SERVICE FAILED",
    status: "RUNNING",
  },
  {
    name: "a resume",
    start: (client) => onTag(client, "1", "PauseService", "ResumeService"),
    minutes: 1.5,
    operation: "RESUME_SERVICE SUCCEEDED",
    status: "RUNNING",
  },
  {
    name: "a resume that fails",
    start: (client) => onTag(client, "fail-resume", "PauseService", "ResumeService"),
    minutes: 1.5,
    operation: "RESUME_SERVICE FAILED",
    status: "PAUSED",
  },
  {
    name: "a delete",
    start: (client) => onTag(client, "1", "DeleteService"),
    minutes: 2.5,
    operation: "DELETE_SERVICE SUCCEEDED",
    status: "DELETED",
  },
  {
    name: "a delete that fails",
    start: (client) => onTag(client, "fail-delete-once", "DeleteService"),
    minutes: 2.5,
    operation: "DELETE_SERVICE FAILED",
    status: "DELETE_FAILED",
  },
  {
    name: "the second delete of a service whose first one failed",
    start: (client) => onTag(client, "fail-delete-once", "DeleteService", "DeleteService"),
    minutes: 2.5,
    operation: "DELETE_SERVICE SUCCEEDED",
    status: "DELETED",
  },
  {
    name: "a slow update",
    start: (client) => update(client, "slow"),
    minutes: 20,
    operation: "UPDATE_SERVICE SUCCEEDED",
    status: "RUNNING",
  },
];

describe("operations", () => {
  it.each(cases)("$name takes $minutes minutes: $operation, $status", async ({ start, minutes, operation, status }) => {
    const client = new TestClient();
    const arn = await start(client);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    await client.clock.advance(minutes * minuteMs - 1);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    await client.clock.advance(1);
    expect(await client.status(arn)).toBe(status);
    expect((await client.operations(arn))[0]).toBe(operation);
  });

  it.each(cases)("$name is forty times faster at speed 40", async ({ start, minutes, status }) => {
    const client = new TestClient({ speed: 40 });
    const arn = await start(client);
    await client.clock.advance((minutes * minuteMs) / 40 - 1);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    await client.clock.advance(1);
    expect(await client.status(arn)).toBe(status);
  });

  it("passes PENDING, IN_PROGRESS and the rollback, with times that say when", async () => {
    const client = new TestClient();
    const arn = await update(client, "fail-start");
    const startedAt = client.clock.nowMs() / 1000;
    const newest = async () =>
      (await client.ok("ListOperations", { ServiceArn: arn, MaxResults: 1 })).OperationSummaryList?.[0];
    expect(await newest()).toMatchObject({
      Type: "UPDATE_SERVICE",
      Status: "PENDING",
      TargetArn: arn,
      StartedAt: startedAt,
      UpdatedAt: startedAt,
    });
    await client.clock.advance(6_000);
    expect(await newest()).toMatchObject({ Status: "IN_PROGRESS", UpdatedAt: startedAt + 5 });
    await client.clock.advance(11 * minuteMs);
    expect(await newest()).toMatchObject({ Status: "ROLLBACK_IN_PROGRESS", UpdatedAt: startedAt + 660 });
    expect(await newest()).not.toHaveProperty("EndedAt");
    await client.clock.advance(5 * minuteMs);
    expect(await newest()).toMatchObject({
      Status: "ROLLBACK_SUCCEEDED",
      StartedAt: startedAt,
      EndedAt: startedAt + 960,
      UpdatedAt: startedAt + 960,
    });
  });

  it("shows the new configuration while it is applied, and the old one after the rollback", async () => {
    const client = new TestClient();
    const arn = await update(client, "fail-start");
    expect((await client.describe(arn)).SourceConfiguration).toMatchObject(imageSource("fail-start"));
    await client.clock.advance(16 * minuteMs);
    expect((await client.describe(arn)).SourceConfiguration).toMatchObject(imageSource("1"));
  });

  it.each([
    ["previous", "1"],
    ["attempted", "fail-rollback"],
  ] as const)("shows the %s configuration after a rollback that failed", async (failedRollbackShows, tag) => {
    const client = new TestClient({ switches: { failedRollbackShows } });
    const arn = await update(client, "fail-rollback");
    await client.clock.advance(16 * minuteMs);
    expect((await client.describe(arn)).SourceConfiguration).toMatchObject(imageSource(tag));
  });

  it("can end a failed deployment in a rollback instead", async () => {
    const client = new TestClient({ switches: { failedDeployment: "ROLLBACK_SUCCEEDED" } });
    const arn = await onTag(client, "fail-deploy", "StartDeployment");
    await client.clock.advance(16 * minuteMs);
    expect((await client.operations(arn))[0]).toBe("START_DEPLOYMENT ROLLBACK_SUCCEEDED");
  });

  it("lists operations newest first, in pages", async () => {
    const client = new TestClient();
    const arn = await onTag(client, "1", "PauseService", "ResumeService", "StartDeployment");
    expect(await client.operations(arn)).toEqual([
      "START_DEPLOYMENT PENDING",
      "RESUME_SERVICE SUCCEEDED",
      "PAUSE_SERVICE SUCCEEDED",
      "CREATE_SERVICE SUCCEEDED",
    ]);
    const first = await client.ok("ListOperations", { ServiceArn: arn, MaxResults: 3 });
    expect(first.OperationSummaryList).toHaveLength(3);
    const second = await client.ok("ListOperations", { ServiceArn: arn, NextToken: first.NextToken ?? "" });
    expect(second.OperationSummaryList).toMatchObject([{ Type: "CREATE_SERVICE" }]);
    expect(second).not.toHaveProperty("NextToken");
  });

  it("does not go on with the page token of another service", async () => {
    const client = new TestClient();
    const arn = await onTag(client, "1", "PauseService");
    const { NextToken = "" } = await client.ok("ListOperations", { ServiceArn: arn, MaxResults: 1 });
    const other = await client.create({ ServiceName: "other" });
    expect(await client.refused("ListOperations", { ServiceArn: other, NextToken })).toBe(
      "InvalidRequestException: The NextToken you specified isn't valid.",
    );
  });

  it("gets stuck on the tag `stuck` until it is let go", async () => {
    const client = new TestClient();
    const arn = await update(client, "stuck");
    await client.clock.advance(48 * 60 * minuteMs);
    expect(await client.status(arn)).toBe("OPERATION_IN_PROGRESS");
    client.admin.hold(arn, false);
    await client.clock.advance(5 * minuteMs);
    expect(await client.status(arn)).toBe("RUNNING");
  });

  it.each([
    ["the port 1", { SourceConfiguration: imageSource("2", { Port: "1" }) }],
    ["the health check path /never", { HealthCheckConfiguration: { Protocol: "HTTP", Path: "/never" } }],
    [
      "a secret that ends in /missing",
      {
        SourceConfiguration: imageSource("2", { RuntimeEnvironmentSecrets: { TOKEN: "/shop/missing" } }),
        InstanceConfiguration: { InstanceRoleArn: "arn:aws:iam::111122223333:role/instance" },
      },
    ],
  ])("rolls back an update to %s", async (_name, change) => {
    const client = new TestClient();
    const arn = await client.created();
    await client.ok("UpdateService", { ServiceArn: arn, ...change });
    await client.clock.advance(16 * minuteMs);
    expect((await client.operations(arn))[0]).toBe("UPDATE_SERVICE ROLLBACK_SUCCEEDED");
  });

  it("takes the branch of a code repository as it takes an image tag", async () => {
    const client = new TestClient();
    const arn = await client.created({ SourceConfiguration: codeSource("fail-start") });
    expect(await client.status(arn)).toBe("CREATE_FAILED");
  });
});
