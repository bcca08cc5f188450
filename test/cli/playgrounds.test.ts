import { readFile, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { appRunnerServiceType, type AppRunnerService } from "../../src/api/app-runner-service.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import { connectToCluster } from "../../src/kube/connect-to-cluster.ts";
import type { KubeClient } from "../../src/kube/client.ts";
import { createKubeClient } from "../../src/kube/create-kube-client.ts";
import { loadKubeConfig } from "../../src/kube/kube-config.ts";
import { heldLease, leaseBody, leases, type Lease } from "../../src/kube/lease.ts";
import { startTestCluster, type TestCluster } from "./cluster.ts";
import { eventually } from "./eventually.ts";
import { buildBundle, Programs } from "./running-program.ts";

const programs = new Programs();
beforeAll(buildBundle);
afterEach(() => programs.killAll());
afterAll(() => programs.end());

const service = {
  apiVersion: "apprunner-operator.dev/v1alpha1",
  kind: "AppRunnerService",
  metadata: { name: "hello" },
  spec: {
    sourceConfiguration: {
      imageRepository: { imageIdentifier: "public.ecr.aws/example/hello:v1", imageRepositoryType: "ECR_PUBLIC" },
    },
  },
};

async function untilRunning(client: KubeClient): Promise<void> {
  await client.create(appRunnerServiceType, "default", service);
  await eventually("hello to run", async () => {
    const ref = { namespace: "default", name: "hello" };
    const { status } = await client.get<AppRunnerService>(appRunnerServiceType, ref);
    return status?.conditions?.some(({ type, reason }) => type === "Ready" && reason === "Running");
  });
}

/** Settings of a shell that would lead anywhere but to the emulator. */
const misleading = {
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  AWS_ENDPOINT_URL_APPRUNNER: "http://127.0.0.1:1",
  AWS_PROFILE: "no-such-profile",
  AWS_REGION: "eu-central-1",
  AWS_USE_FIPS_ENDPOINT: "true",
  KUBECONFIG: "/no/such/file",
};

describe("emulate", () => {
  it("serves App Runner until it is told to stop, and says how to reach it", async () => {
    const startMs = performance.now();
    const emulator = await programs.start(["emulate", "--port=0", "--speed=400"]);
    const { appRunnerUrl, ...others } = await emulator.ready();
    console.log(`emulate served ${Math.round(performance.now() - startMs)} ms after its start`);
    expect(others).toEqual({});
    const calls = (await (await fetch(`${appRunnerUrl}/_emulator/calls`)).json()) as object;
    expect(calls).toEqual({ calls: [] });
    const { code, stdout, stderr } = await emulator.stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`export AWS_ENDPOINT_URL=${appRunnerUrl}`);
    await expect(fetch(appRunnerUrl)).rejects.toThrow();
  });

  it("tells its address as JSON where that is asked for", async () => {
    const emulator = await programs.start(["emulate", "--port=0", "--output=json"]);
    const addresses = await emulator.ready();
    expect(JSON.parse((await emulator.stop()).stdout)).toEqual({ event: "ready", ...addresses });
  });

  it("tells in one line that its port is in use", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { code, stderr } = await (await programs.start(["emulate", `--port=${port}`])).ended;
    server.close();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `apprunner-operator: port ${port} is in use: give another --port (port 0 takes any free one)\n`,
    );
  });
});

it.each(["emulate --port=0", "sandbox"])("%s turns the emulator's knobs as the command line says", async (command) => {
  const knobs = ["--durations=createFromImage=60000", "--switches=serviceQuota=2"];
  const program = await programs.start([...command.split(" "), ...knobs]);
  const { appRunnerUrl } = await program.ready();
  const told = async (what: string): Promise<unknown> => (await fetch(`${appRunnerUrl}/_emulator/${what}`)).json();
  expect(await told("durations")).toMatchObject({ createFromImage: 60_000, createFromCode: 960_000 });
  expect(await told("switches")).toMatchObject({ serviceQuota: 2, pausedUpdate: "deny" });
  expect(await program.stop()).toMatchObject({ code: 0, stderr: "" });
});

describe("sandbox", () => {
  it("is a cluster, an App Runner and an operator that work together, whatever the shell says of AWS", async () => {
    const startMs = performance.now();
    const sandbox = await programs.start(["sandbox", "--speed=400"], misleading);
    const { kubeconfig, appRunnerUrl, healthUrl, metricsUrl } = await sandbox.ready();
    console.log(`the sandbox served ${Math.round(performance.now() - startMs)} ms after its start`);
    expect((await fetch(`${healthUrl}/readyz`)).status).toBe(200);
    expect((await fetch(metricsUrl)).status).toBe(200);
    const config = await loadKubeConfig({ file: kubeconfig, env: {} });
    const connection = await connectToCluster(config, systemClock);
    const client = createKubeClient({ connection, clock: systemClock, random: Math.random, fieldManager: "test" });
    await untilRunning(client);
    await connection.close();
    const { calls } = (await (await fetch(`${appRunnerUrl}/_emulator/calls`)).json()) as {
      readonly calls: readonly { readonly region?: string; readonly accessKeyId?: string }[];
    };
    expect(new Set(calls.map(({ region, accessKeyId }) => `${region} ${accessKeyId}`))).toEqual(
      new Set(["us-east-1 sandbox"]),
    );
    const { code, stdout, stderr } = await sandbox.stop();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(`export KUBECONFIG=${kubeconfig}`);
    await expect(readFile(kubeconfig)).rejects.toThrow("ENOENT");
  });

  it("puts the kubeconfig where it is told to", async () => {
    const file = path.join(await programs.folder(), "sandbox.kubeconfig");
    const sandbox = await programs.start(["sandbox", `--write-kubeconfig=${file}`]);
    expect((await sandbox.ready()).kubeconfig).toBe(file);
    expect(await readFile(file, "utf8")).toContain("current-context");
    expect((await sandbox.stop()).code).toBe(0);
  });
});

describe("sandbox on an existing cluster", () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await startTestCluster(await programs.folder());
  });
  afterAll(() => cluster.close());
  const start = (...args: string[]) => programs.start(["sandbox", `--kubeconfig=${cluster.kubeconfig}`, ...args]);

  it("changes nothing when nobody can be asked", async () => {
    const { code, stderr } = await (await start()).ended;
    expect(code).toBe(64);
    expect(stderr).toMatch(/^apprunner-operator: the sandbox would change the cluster .*: give --yes\n$/);
    const crds = cluster.client.list(appRunnerServiceType);
    await expect(crds).rejects.toMatchObject({ status: 404 });
  });

  it("works there after --yes, and leaves the CRDs at the end", async () => {
    const sandbox = await start("--yes", "--speed=400");
    expect(await sandbox.ready()).toMatchObject({ kubeconfig: cluster.kubeconfig });
    await untilRunning(cluster.client);
    expect((await sandbox.stop()).code).toBe(0);
    expect((await cluster.client.list(appRunnerServiceType)).items).toHaveLength(1);
  });

  it("refuses where an operator works already, in whatever namespace its lease is", async () => {
    const ref = { namespace: "kube-system", name: "apprunner-operator" };
    const hold = { identity: "the-other-one", durationMs: 15_000, continues: false };
    const created = await cluster.client.create<Lease>(
      leases,
      ref.namespace,
      leaseBody(ref, heldLease(undefined, { ...hold, nowMs: Date.now() })),
    );
    let lease = created;
    const renewals = setInterval(() => {
      const spec = heldLease(lease.spec, { ...hold, nowMs: Date.now(), continues: true });
      void cluster.client.replace<Lease>(leases, ref, leaseBody(ref, spec, lease)).then((renewed) => (lease = renewed));
    }, 200);
    const { code, stderr } = await (await start("--yes")).ended;
    clearInterval(renewals);
    expect(code).toBe(1);
    expect(stderr).toBe(
      "apprunner-operator: an operator works on this cluster already: the-other-one holds the lease " +
        "kube-system/apprunner-operator; stop it first\n",
    );
  });
});

describe("bad input", () => {
  const kubeconfig = (server: string, token = "none") =>
    JSON.stringify({
      clusters: [{ name: "here", cluster: { server, "insecure-skip-tls-verify": true } }],
      users: [{ name: "me", user: { token } }],
      contexts: [{ name: "here", context: { cluster: "here", user: "me" } }],
      "current-context": "here",
    });

  it.each<[string, readonly string[], string | undefined, readonly [code: number, line: RegExp]]>([
    ["no kubeconfig anywhere", ["run"], undefined, [1, /^no cluster: give --kubeconfig or KUBECONFIG/]],
    ["a kubeconfig that is not there", ["run", "--kubeconfig=nope"], undefined, [1, /nope: no such file$/]],
    ["a kubeconfig that is none", ["run", "--kubeconfig=kubeconfig"], "{{{", [1, /not a valid kubeconfig/]],
    [
      "a context that is not there",
      ["run", "--kubeconfig=kubeconfig", "--context=x"],
      kubeconfig("https://127.0.0.1:1"),
      [1, /has no context "x"$/],
    ],
    [
      "a server that does not answer",
      ["run", "--kubeconfig=kubeconfig"],
      kubeconfig("https://127.0.0.1:1"),
      [1, /^cannot reach the Kubernetes API at https:\/\/127\.0\.0\.1:1 .*ECONNREFUSED/],
    ],
    ["a region of nowhere", ["run", "--region=middle-earth"], undefined, [2, /^--region must be a region such as/]],
    ["a flag that is not there", ["demo", "--fast"], undefined, [2, /^unknown option '--fast'/]],
    [
      "a ready file that cannot be written",
      ["emulate", "--port=0", "--ready-file=no/folder/ready"],
      undefined,
      [1, /its folder does not exist$/],
    ],
    [
      "a kubeconfig that cannot be written",
      ["sandbox", "--write-kubeconfig=no/folder/config"],
      undefined,
      [1, /^cannot write the kubeconfig .*: its folder does not exist$/],
    ],
    [
      "a kubeconfig of one's own in the way of the sandbox's",
      ["sandbox", "--write-kubeconfig=kubeconfig"],
      kubeconfig("https://127.0.0.1:1"),
      [1, /^kubeconfig is there already and no sandbox's kubeconfig/],
    ],
    [
      "a duration that the emulator does not have",
      ["sandbox", "--durations=create=1"],
      undefined,
      [2, /^--durations: create=1: there is no duration create; there are pending, /],
    ],
    ["a ready file that is a folder", ["sandbox", "--ready-file=."], undefined, [1, /: it is a folder$/]],
  ])("%s gives one clear line and a non-zero exit code", async (_case, args, text, [exitCode, message]) => {
    const folder = await programs.folder();
    if (text !== undefined) await writeFile(path.join(folder, "kubeconfig"), text);
    const program = await programs.start(args, {}, folder);
    const { code, stdout, stderr } = await program.ended;
    expect(stderr).toMatch(/^apprunner-operator: [^\n]+\n$/);
    expect(stderr.slice("apprunner-operator: ".length).trimEnd()).toMatch(message);
    expect({ code, stdout }).toEqual({ code: exitCode, stdout: "" });
  });

  it("no place for temporary files gives one, too", async () => {
    const program = await programs.start(["sandbox"], { TMPDIR: "/no/such/folder" });
    const { code, stderr } = await program.ended;
    expect(code).toBe(1);
    expect(stderr).toBe(
      "apprunner-operator: cannot make a temporary folder in /no/such/folder: " +
        "set TMPDIR to a folder that can be written to\n",
    );
  });

  it("a cluster that takes connections and never answers does not keep it from ending", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const folder = await programs.folder();
    const { port } = server.address() as AddressInfo;
    await writeFile(path.join(folder, "kubeconfig"), kubeconfig(`http://127.0.0.1:${port}`));
    const connected = new Promise<void>((resolve) => server.once("connection", () => resolve()));
    const program = await programs.start(["run", "--kubeconfig=kubeconfig"], {}, folder);
    await connected;
    expect(await program.stop()).toEqual({ code: 0, stdout: "", stderr: "" });
    server.close();
  });

  it("a token that the API server does not accept gives one, too", async () => {
    const cluster = await startTestCluster(await programs.folder());
    const text = await readFile(cluster.kubeconfig, "utf8");
    await writeFile(cluster.kubeconfig, text.replace("for-tests", "expired"));
    const { code, stderr } = await (await programs.start(["run", `--kubeconfig=${cluster.kubeconfig}`])).ended;
    await cluster.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^apprunner-operator: the Kubernetes API at \S+ .*does not accept the credentials of the kubeconfig\n$/,
    );
  });
});
