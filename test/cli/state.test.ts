import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { AppRunner } from "@aws-sdk/client-apprunner";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { appRunnerServiceType, type AppRunnerService } from "../../src/api/app-runner-service.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import type { KubeClient } from "../../src/kube/client.ts";
import { connectToCluster } from "../../src/kube/connect-to-cluster.ts";
import { createKubeClient } from "../../src/kube/create-kube-client.ts";
import { loadKubeConfig } from "../../src/kube/kube-config.ts";
import { eventually } from "./eventually.ts";
import { buildBundle, Programs, type RunningProgram } from "./running-program.ts";

const programs = new Programs();
const toClose: (() => Promise<void> | void)[] = [];
beforeAll(buildBundle);
afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
  await programs.killAll();
});
afterAll(() => programs.end());

const image = { ImageIdentifier: "public.ecr.aws/example/hello:v1", ImageRepositoryType: "ECR_PUBLIC" } as const;

async function appRunnerOf(program: RunningProgram): Promise<AppRunner> {
  const { appRunnerUrl } = await program.ready();
  const client = new AppRunner({
    endpoint: appRunnerUrl,
    region: "us-east-1",
    credentials: { accessKeyId: "any", secretAccessKey: "any" },
  });
  toClose.push(() => client.destroy());
  return client;
}

/** More than a change takes until it is written. */
const untilWritten = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1000));

describe("emulate --state", () => {
  it("goes on after a kill with all that there was, and with an operation where it stood", async () => {
    const folder = await programs.folder();
    const state = path.join(folder, "my.state");
    const args = ["emulate", "--port=0", "--speed=1", `--state=${state}`];
    const first = await programs.start(args);
    const before = await appRunnerOf(first);
    const { Service } = await before.createService({
      ServiceName: "hello",
      SourceConfiguration: { ImageRepository: image },
      Tags: [{ Key: "team", Value: "shop" }],
    });
    const ServiceArn = Service?.ServiceArn ?? "";
    const { appRunnerUrl } = await first.ready();
    await fetch(`${appRunnerUrl}/_emulator/clock`, { method: "POST", body: '{"advanceMs": 230000}' });
    await untilWritten();
    const described = await before.describeService({ ServiceArn });
    expect((await first.kill()).code).toBe(137);

    const second = await programs.start(args);
    const after = await appRunnerOf(second);
    const again = await after.describeService({ ServiceArn });
    expect(again.Service).toEqual(described.Service);
    expect(again.Service?.Status).toBe("OPERATION_IN_PROGRESS");
    expect((await after.listTagsForResource({ ResourceArn: ServiceArn })).Tags).toEqual([
      { Key: "team", Value: "shop" },
    ]);
    const moved = (await second.ready()).appRunnerUrl;
    await fetch(`${moved}/_emulator/clock`, { method: "POST", body: '{"advanceMs": 10000}' });
    expect((await after.describeService({ ServiceArn })).Service?.Status).toBe("RUNNING");
    // What happened just before a stop in good order is kept as well.
    await after.pauseService({ ServiceArn });
    expect(await second.stop()).toMatchObject({ code: 0, stderr: "" });
    const third = await appRunnerOf(await programs.start(args));
    const operations = await third.listOperations({ ServiceArn });
    expect(operations.OperationSummaryList?.map(({ Type }) => Type)).toEqual(["PAUSE_SERVICE", "CREATE_SERVICE"]);
  });

  it("refuses a file that is in use, and one that is no state", async () => {
    const state = path.join(await programs.folder(), "my.state");
    const first = await programs.start(["emulate", "--port=0", `--state=${state}`]);
    await first.ready();
    const { code, stderr } = await (await programs.start(["emulate", "--port=0", `--state=${state}`])).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^apprunner-operator: the state .*my\.state is in use by the process \d+: stop that, or /);
    await first.stop();
    await writeFile(state, "something of mine");
    const refused = await (await programs.start(["emulate", "--port=0"], { APPRUNNER_OPERATOR_STATE: state })).ended;
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/^apprunner-operator: .*my\.state is no state of this program, and stays as it is/);
    expect(await readFile(state, "utf8")).toBe("something of mine");
  });
});

describe("sandbox --state", () => {
  const manifest = {
    apiVersion: "apprunner-operator.dev/v1alpha1",
    kind: "AppRunnerService",
    metadata: { name: "hello" },
    spec: {
      sourceConfiguration: {
        imageRepository: { imageIdentifier: image.ImageIdentifier, imageRepositoryType: "ECR_PUBLIC" },
      },
    },
  };
  const ref = { namespace: "default", name: "hello" };

  async function clientOf(program: RunningProgram): Promise<KubeClient> {
    const { kubeconfig } = await program.ready();
    const connection = await connectToCluster(await loadKubeConfig({ file: kubeconfig, env: {} }), systemClock);
    toClose.push(() => connection.close());
    return createKubeClient({ connection, clock: systemClock, random: Math.random, fieldManager: "test" });
  }

  const isRunning = async (client: KubeClient): Promise<AppRunnerService | false> => {
    const object = await client.get<AppRunnerService>(appRunnerServiceType, ref);
    const ready = object.status?.conditions?.some(({ type, reason }) => type === "Ready" && reason === "Running");
    return ready === true && object;
  };

  it("goes on after a kill with its objects, and the operator finds the services that it made", async () => {
    const args = ["sandbox", "--speed=400", `--state=${path.join(await programs.folder(), "my.state")}`];
    const first = await programs.start(args);
    const client = await clientOf(first);
    await client.create(appRunnerServiceType, "default", manifest);
    const before = await eventually("hello to run", () => isRunning(client));
    await untilWritten();
    await first.kill();

    const second = await programs.start(args);
    const next = await clientOf(second);
    const after = await next.get<AppRunnerService>(appRunnerServiceType, ref);
    expect(after.metadata.uid).toBe(before.metadata.uid);
    expect(after.status?.conditions).toEqual(before.status?.conditions);
    await next.delete(appRunnerServiceType, ref);
    const appRunner = await appRunnerOf(second);
    await eventually("the service to be gone", async () => {
      const { ServiceSummaryList } = await appRunner.listServices({});
      return ServiceSummaryList?.length === 0;
    });
    expect((await second.stop()).code).toBe(0);
  });
});
