import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { appRunnerServiceType, type AppRunnerService } from "../../src/api/app-runner-service.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import { isNotFound } from "../../src/kube/kube-error.ts";
import { leases, type Lease } from "../../src/kube/lease.ts";
import { createAppRunnerEmulator, type AppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import { listen, type Listening } from "../../src/sandbox/serve.ts";
import { startTestCluster, type TestCluster } from "./cluster.ts";
import { eventually } from "./eventually.ts";
import { buildBundle, Programs, type RunningProgram } from "./running-program.ts";

const speed = 400;
const credentials = { AWS_ACCESS_KEY_ID: "AKIATEST", AWS_SECRET_ACCESS_KEY: "test" };
const leaseRef = { namespace: "default", name: "apprunner-operator" };

const programs = new Programs();
let cluster: TestCluster;
let emulator: AppRunnerEmulator;
let appRunner: Listening;

beforeAll(async () => {
  await buildBundle();
  cluster = await startTestCluster(await programs.folder());
  emulator = createAppRunnerEmulator({ clock: systemClock, speed });
  appRunner = await listen((request) => emulator.handle(request), { port: 0 });
});
afterEach(() => programs.killAll());
afterAll(async () => {
  await programs.end();
  await appRunner.close();
  await cluster.close();
});

function startOperator(env: Record<string, string> = credentials, ...args: string[]): Promise<RunningProgram> {
  const addresses = ["--metrics-address=127.0.0.1:0", "--health-address=127.0.0.1:0"];
  const aws = [`--aws-endpoint-url=${appRunner.url}`, `--speed=${speed}`, "--region=us-east-1"];
  return programs.start(["run", `--kubeconfig=${cluster.kubeconfig}`, ...addresses, ...aws, ...args], env);
}

const manifest = (name: string) => ({
  apiVersion: "apprunner-operator.dev/v1alpha1",
  kind: "AppRunnerService",
  metadata: { name },
  spec: {
    sourceConfiguration: {
      imageRepository: {
        imageIdentifier: "public.ecr.aws/aws-containers/hello-app-runner:latest",
        imageRepositoryType: "ECR_PUBLIC",
      },
    },
  },
});

const create = (name: string) => cluster.client.create(appRunnerServiceType, "default", manifest(name));

async function ready(name: string): Promise<string | undefined> {
  const object = await cluster.client.get<AppRunnerService>(appRunnerServiceType, { namespace: "default", name });
  return object.status?.conditions?.find(({ type }) => type === "Ready")?.reason;
}

async function holder(): Promise<string | undefined> {
  try {
    return (await cluster.client.get<Lease>(leases, leaseRef)).spec?.holderIdentity;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const readyz = async (url: string): Promise<number> => (await fetch(`${url}/readyz`)).status;

// One after the other, as the life of one cluster.
describe("the operator as a process", () => {
  it("waits, alive and not ready, for a cluster that lacks the CRD, and says so in plain words", async () => {
    const operator = await startOperator(credentials, "--leader-elect=false");
    await eventually("the log line", () =>
      operator.stderr().includes("the cluster has no CRD apprunnerservices.apprunner-operator.dev"),
    );
    const { healthUrl } = JSON.parse(
      operator
        .stderr()
        .split("\n")
        .find((line) => line.includes("healthUrl")) ?? "{}",
    ) as {
      healthUrl: string;
    };
    expect(await readyz(healthUrl)).toBe(503);
    expect((await fetch(`${healthUrl}/healthz`)).status).toBe(200);
    await cluster.applyCrds();
    const addresses = await operator.ready();
    expect(addresses.healthUrl).toBe(healthUrl);
    expect(await readyz(healthUrl)).toBe(200);
    expect((await operator.stop()).code).toBe(0);
  });

  it("names the addresses in its ready file also when the environment gave them", async () => {
    const operator = await programs.start(
      ["run", "--metrics-address=127.0.0.1:0", "--health-address=127.0.0.1:0", `--speed=${speed}`],
      {
        ...credentials,
        KUBECONFIG: cluster.kubeconfig,
        AWS_ENDPOINT_URL: appRunner.url,
        AWS_REGION: "us-east-1",
      },
    );
    const { kubeconfig, appRunnerUrl } = await operator.ready();
    expect({ kubeconfig, appRunnerUrl }).toEqual({ kubeconfig: cluster.kubeconfig, appRunnerUrl: appRunner.url });
    expect((await operator.stop()).code).toBe(0);
  });

  it("does its work, tells its metrics, and releases the lease when it is told to stop", async () => {
    const operator = await startOperator();
    const { kubernetesUrl, kubeconfig, appRunnerUrl, metricsUrl } = await operator.ready();
    expect({ kubeconfig, appRunnerUrl }).toEqual({ kubeconfig: cluster.kubeconfig, appRunnerUrl: appRunner.url });
    expect(kubernetesUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    await create("shop");
    await eventually("shop to run", async () => (await ready("shop")) === "Running");
    const metrics = await (await fetch(metricsUrl)).text();
    expect(metrics).toMatch(/^leader_election_master_status\{name="apprunner-operator"\} 1$/m);
    expect(metrics).toMatch(/^apprunner_operator_condition\{.*type="Ready".*reason="Running".*\} 1$/m);
    expect(await holder()).not.toBe("");
    const { code, stderr } = await operator.stop();
    expect(code).toBe(0);
    expect(await holder()).toBe("");
    const lines = stderr
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: "info",
        name: "shop",
        operation: "CreateService",
        requestId: expect.any(String) as string,
      }),
    );
    expect(lines).toContainEqual(expect.objectContaining({ arn: "arn:aws:iam::111122223333:user/emulator" }));
  });

  it("stands by while another one leads, and takes over when that stops", async () => {
    const first = await startOperator();
    await first.ready();
    await eventually("a leader", async () => (await holder()) !== "");
    const before = await holder();
    const second = await startOperator();
    await second.ready();
    expect(await holder()).toBe(before);
    expect((await first.stop()).code).toBe(0);
    await eventually("the other one to lead", async () => !["", before].includes((await holder()) ?? ""));
    expect((await second.stop()).code).toBe(0);
    expect(second.stderr()).toContain("became the leader");
  });

  it("ends with exit code 3 when another one takes the lease", async () => {
    const operator = await startOperator();
    await operator.ready();
    const lease = await eventually("the lease to be held", async () => {
      const found = await cluster.client.get<Lease>(leases, leaseRef);
      return (found.spec?.holderIdentity ?? "") === "" ? undefined : found;
    });
    await cluster.client.patch(leases, leaseRef, { type: "merge", body: { spec: { holderIdentity: "thief" } } });
    const { code, stderr } = await operator.ended;
    expect(code).toBe(3);
    expect(stderr.trim().split("\n").at(-1)).toMatch(/^apprunner-operator: the lease was lost /);
    expect(lease.spec?.holderIdentity).not.toBe("thief");
    await cluster.client.delete(leases, leaseRef);
  });

  it("ends with one clear line when AWS does not accept its credentials", async () => {
    const refusal = { code: "InvalidClientTokenId", message: "The security token included in the request is invalid." };
    emulator.admin.inject({
      operation: "GetCallerIdentity",
      when: "before",
      answer: "error",
      httpStatus: 403,
      ...refusal,
    });
    const { code, stderr } = await (await startOperator()).ended;
    expect(code).toBe(1);
    expect(stderr.trim().split("\n").at(-1)).toMatch(
      /^apprunner-operator: cannot use the AWS credentials \(of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\): /,
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    emulator.admin.clearInjections();
  });

  it("ends with one that names the profile when there is no such profile", async () => {
    const { code, stderr } = await (await startOperator({ AWS_PROFILE: "no-such-profile" })).ended;
    expect(code).toBe(1);
    expect(stderr.trim().split("\n").at(-1)).toMatch(
      /^apprunner-operator: cannot use the AWS credentials \(of AWS_PROFILE, "no-such-profile"\): /,
    );
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("goes on without any credentials, and tells so in the conditions", async () => {
    const operator = await startOperator({});
    expect(await readyz((await operator.ready()).healthUrl)).toBe(200);
    await create("poor");
    await eventually("poor to be told", async () => (await ready("poor")) === "CredentialsInvalid");
    expect((await operator.stop()).code).toBe(0);
  });
});
