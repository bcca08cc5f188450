import { AppRunner, paginateListServices } from "@aws-sdk/client-apprunner";
import type { SourceConfiguration } from "@aws-sdk/client-apprunner";
import { STS } from "@aws-sdk/client-sts";
import { afterEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../src/base/virtual-clock.ts";
import { createAppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import type { AppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import { listen } from "../../src/sandbox/serve.ts";

const minuteMs = 60_000;
const toClose: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

async function start(): Promise<{
  readonly clock: VirtualClock;
  readonly emulator: AppRunnerEmulator;
  readonly client: AppRunner;
  readonly sts: STS;
}> {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1, 0, 0, 0, 250));
  const emulator = createAppRunnerEmulator({ clock });
  const { url, close } = await listen(emulator.handle, { port: 0 });
  const options = {
    endpoint: url,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIDSDK", secretAccessKey: "any" },
  };
  const client = new AppRunner(options);
  const sts = new STS(options);
  toClose.push(
    () => client.destroy(),
    () => sts.destroy(),
    close,
  );
  return { clock, emulator, client, sts };
}

const source = (tag: string): SourceConfiguration => ({
  ImageRepository: {
    ImageIdentifier: `public.ecr.aws/x1y2z3a4/demo:${tag}`,
    ImageRepositoryType: "ECR_PUBLIC",
    ImageConfiguration: { RuntimeEnvironmentVariables: { A: "1" } },
  },
});

/** What the SDK makes of an error answer. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => "accepted",
    (error: unknown) => error,
  );
}

describe("the JavaScript SDK against the emulator", () => {
  it("makes every operation of a service's life", async () => {
    const { clock, emulator, client, sts } = await start();
    const created = await client.createService({
      ServiceName: "by-sdk",
      SourceConfiguration: source("1"),
      Tags: [{ Key: "team", Value: "shop" }],
    });
    const ServiceArn = created.Service?.ServiceArn ?? "";
    expect(created.Service).toMatchObject({
      Status: "OPERATION_IN_PROGRESS",
      CreatedAt: new Date("2026-01-01T00:00:00.250Z"),
    });
    expect(created.$metadata.requestId).toBe(emulator.calls()[0]?.requestId);
    await clock.advance(4 * minuteMs);

    const { Service } = await client.describeService({ ServiceArn });
    expect(Service).toMatchObject({
      ServiceName: "by-sdk",
      Status: "RUNNING",
      CreatedAt: new Date("2026-01-01T00:00:00.000Z"),
      UpdatedAt: new Date("2026-01-01T00:00:00.000Z"),
      InstanceConfiguration: { Cpu: "1024", Memory: "2048" },
    });
    expect((await client.listServices({})).ServiceSummaryList).toMatchObject([{ ServiceArn, Status: "RUNNING" }]);
    const scaling = await client.describeAutoScalingConfiguration({
      AutoScalingConfigurationArn: Service?.AutoScalingConfigurationSummary?.AutoScalingConfigurationArn,
    });
    expect(scaling.AutoScalingConfiguration).toMatchObject({ Status: "active", HasAssociatedService: true });

    await client.tagResource({ ResourceArn: ServiceArn, Tags: [{ Key: "stage", Value: "live" }] });
    await client.untagResource({ ResourceArn: ServiceArn, TagKeys: ["team"] });
    expect((await client.listTagsForResource({ ResourceArn: ServiceArn })).Tags).toEqual([
      { Key: "stage", Value: "live" },
    ]);

    const updated = await client.updateService({ ServiceArn, SourceConfiguration: source("fail-start") });
    expect(updated.Service?.SourceConfiguration).toMatchObject(source("fail-start"));
    await clock.advance(16 * minuteMs);
    expect((await client.describeService({ ServiceArn })).Service?.SourceConfiguration).toMatchObject(source("1"));
    await client.startDeployment({ ServiceArn });
    await clock.advance(4 * minuteMs);
    await client.pauseService({ ServiceArn });
    await clock.advance(2 * minuteMs);
    expect((await client.pauseService({ ServiceArn })).OperationId).toBeUndefined();
    await client.resumeService({ ServiceArn });
    await clock.advance(2 * minuteMs);
    await client.deleteService({ ServiceArn });
    await clock.advance(3 * minuteMs);
    const gone = await client.describeService({ ServiceArn });
    expect(gone.Service).toMatchObject({ Status: "DELETED", DeletedAt: expect.any(Date) as Date });

    const { OperationSummaryList } = await client.listOperations({ ServiceArn });
    expect(OperationSummaryList?.map(({ Type, Status }) => `${Type} ${Status}`)).toEqual([
      "DELETE_SERVICE SUCCEEDED",
      "RESUME_SERVICE SUCCEEDED",
      "PAUSE_SERVICE SUCCEEDED",
      "START_DEPLOYMENT SUCCEEDED",
      "UPDATE_SERVICE ROLLBACK_SUCCEEDED",
      "CREATE_SERVICE SUCCEEDED",
    ]);
    expect(OperationSummaryList?.[4]).toMatchObject({ EndedAt: new Date("2026-01-01T00:20:00.000Z") });
    expect(await sts.getCallerIdentity({})).toMatchObject({ Account: "111122223333" });
    expect(emulator.calls().every(({ accessKeyId }) => accessKeyId === "AKIDSDK")).toBe(true);
  });

  it("pages over short and empty pages to the end", async () => {
    const { clock, emulator, client } = await start();
    await client.createService({ ServiceName: "demo-old", SourceConfiguration: source("1") });
    await clock.advance(1000);
    emulator.admin.addDeletedRows(45, "eu-central-1");
    const sizes: number[] = [];
    for await (const page of paginateListServices({ client }, {})) sizes.push(page.ServiceSummaryList?.length ?? 0);
    expect(sizes).toEqual([0, 0, 1]);
  });

  it("throws the errors that App Runner declares", async () => {
    const { client } = await start();
    const { Service } = await client.createService({ ServiceName: "demo-web", SourceConfiguration: source("1") });
    const ServiceArn = Service?.ServiceArn ?? "";
    const cases = [
      [client.updateService({ ServiceArn, SourceConfiguration: source("2") }), "InvalidStateException"],
      [client.startDeployment({ ServiceArn }), "InvalidRequestException"],
      [client.describeService({ ServiceArn: `${ServiceArn.slice(0, -1)}x` }), "ResourceNotFoundException"],
      [client.createService({ ServiceName: "demo-web", SourceConfiguration: source("1") }), "InvalidRequestException"],
    ] as const;
    for (const [call, name] of cases) {
      expect(await refusal(call)).toMatchObject({
        name,
        message: expect.stringMatching(/./) as string,
        $fault: "client",
        $metadata: { httpStatusCode: 400, attempts: 1, requestId: expect.stringMatching(/-/) as string },
      });
    }
  });

  it("repeats a create whose reply was lost by itself, and so meets its own service", async () => {
    const { emulator, client } = await start();
    emulator.admin.inject({ operation: "CreateService", when: "after", answer: "error" });
    expect(
      await refusal(client.createService({ ServiceName: "demo-web", SourceConfiguration: source("1") })),
    ).toMatchObject({
      name: "InvalidRequestException",
      message: "Service with the provided name already exists: demo-web.",
      $metadata: { attempts: 2 },
    });
    expect(emulator.calls().map(({ status }) => status)).toEqual([500, 400]);
  });

  it.each([
    ["drop", "TimeoutError|ECONNRESET|socket hang up"],
    ["malformed", "JSON|Unterminated"],
  ] as const)("survives an answer that is %s", async (answer, text) => {
    const { emulator, client } = await start();
    emulator.admin.inject({ when: "before", answer, count: 3 });
    const error = await refusal(client.listServices({}));
    expect(`${(error as Error).name} ${(error as Error).message}`).toMatch(new RegExp(text));
    emulator.admin.clearInjections();
    expect((await client.listServices({})).ServiceSummaryList).toEqual([]);
  });
});
