import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { seededRandom } from "../../src/base/random.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import type { KubeClient, KubeObject, ResourceType } from "../../src/kube/client.ts";
import { connectToCluster } from "../../src/kube/connect-to-cluster.ts";
import type { KubeConnection } from "../../src/kube/connection.ts";
import { createKubeClient } from "../../src/kube/create-kube-client.ts";
import { EventRecorder } from "../../src/kube/event-recorder.ts";
import { findLiveHolder } from "../../src/kube/find-live-holder.ts";
import { Informer } from "../../src/kube/informer.ts";
import { loadKubeConfig } from "../../src/kube/kube-config.ts";
import { isConflict, isExpired, isNotFound } from "../../src/kube/kube-error.ts";
import { LeaderElector, type ElectionEnd } from "../../src/kube/leader-elector.ts";
import { patchMetadata } from "../../src/kube/patch-metadata.ts";
import { recordingObservers } from "../../src/kube/testing/recording-observers.ts";
import { widgets, type Widget } from "../../src/kube/testing/sample-objects.ts";
import { rebaseStatus, writeStatus } from "../../src/kube/write-status.ts";
import { clusterClient } from "../kube/cluster-client.ts";
import { startCuttableProxy, type CuttableProxy } from "../kube/cuttable-proxy.ts";
import { realClients } from "../tools/real-clients.ts";
import { startKubeApiServer, type RunningKubeApiServer } from "../tools/start-kube-api-server.ts";
import { started } from "../tools/started.ts";

const clientsFor = await realClients();
const clock = systemClock;

const crds: ResourceType = {
  group: "apiextensions.k8s.io",
  version: "v1",
  plural: "customresourcedefinitions",
  kind: "CustomResourceDefinition",
  namespaced: false,
};
const configMaps: ResourceType = {
  group: "",
  version: "v1",
  plural: "configmaps",
  kind: "ConfigMap",
  namespaced: true,
};

const anything = { type: "object", "x-kubernetes-preserve-unknown-fields": true };
const widgetDefinition = {
  metadata: { name: "widgets.example.test" },
  spec: {
    group: "example.test",
    scope: "Namespaced",
    names: { plural: "widgets", singular: "widget", kind: "Widget", listKind: "WidgetList" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: "object", properties: { spec: anything, status: anything } } },
      },
    ],
  },
};

let server: RunningKubeApiServer | undefined;
let proxy: CuttableProxy | undefined;
let direct: KubeClient | undefined;
let proxied: KubeClient | undefined;
const connections: KubeConnection[] = [];

beforeAll(async () => {
  server = await startKubeApiServer();
  proxy = await startCuttableProxy(Number(new URL(server.url).port));
  const one = await clusterClient(server.kubeconfigPath);
  const two = await clusterClient(server.kubeconfigPath, { throughPort: proxy.port, timeoutMs: 2_000 });
  connections.push(one.connection, two.connection);
  [direct, proxied] = [one.client, two.client];
  await direct.create(crds, undefined, widgetDefinition);
  await vi.waitFor(() => one.client.list(widgets), { timeout: 90_000 });
});
afterAll(async () => {
  for (const connection of connections) await connection.close();
  await proxy?.close();
  await server?.stop();
});

const make = (name: string, more: object = {}): Promise<Widget> =>
  started(direct).create<Widget>(widgets, "default", { metadata: { name }, spec: { size: 1 }, ...more });
const refOf = ({ metadata: { namespace, name } }: KubeObject): { namespace: string | undefined; name: string } => ({
  namespace,
  name,
});

describe("the client, on a real server", () => {
  it("reads lists page by page", async () => {
    const client = started(direct);
    for (const name of ["p1", "p2", "p3"]) {
      await client.create(configMaps, "default", { metadata: { name, labels: { page: "yes" } }, data: { name } });
    }
    const seen: string[] = [];
    let next: string | undefined;
    do {
      const page = await client.list(configMaps, {
        namespace: "default",
        labelSelector: "page=yes",
        limit: 1,
        continue: next,
      });
      seen.push(...page.items.map(({ kind, metadata }) => `${kind} ${metadata.name}`));
      next = page.continue;
    } while (next !== undefined);
    expect(seen).toEqual(["ConfigMap p1", "ConfigMap p2", "ConfigMap p3"]);
  });

  it("gets NotFound, Conflict, AlreadyExists, Invalid and Expired as errors that say so", async () => {
    const client = started(direct);
    const widget = await make("errors");
    await expect(client.get(widgets, { namespace: "default", name: "none" })).rejects.toSatisfy(isNotFound);
    await expect(make("errors")).rejects.toMatchObject({ status: 409, reason: "AlreadyExists" });
    const outdated = { ...widget, metadata: { ...widget.metadata, resourceVersion: "1" } };
    await expect(
      client.replace(widgets, refOf(widget), JSON.parse(JSON.stringify(outdated)) as never),
    ).rejects.toSatisfy(isConflict);
    await expect(client.delete(widgets, refOf(widget), { uid: "other" })).rejects.toSatisfy(isConflict);
    await expect(make("Not_A_Name")).rejects.toMatchObject({
      status: 422,
      message: "POST /apis/example.test/v1/namespaces/default/widgets: 422 Invalid: metadata.name FieldValueInvalid",
    });
    const old = client.watch(widgets, { resourceVersion: "1", timeoutSeconds: 5, signal: AbortSignal.timeout(10_000) });
    await expect(old[Symbol.asyncIterator]().next()).rejects.toSatisfy(isExpired);
  });

  it("reads its credentials anew when the server no longer takes them", async () => {
    const config = await loadKubeConfig({ file: started(server).kubeconfigPath, env: {} });
    let stale = true;
    const source = {
      read: async () => ({
        ...(await config.read()),
        ...(stale ? { headers: { authorization: "Bearer stale" } } : {}),
      }),
      reload: async () => {
        stale = false;
        await config.reload();
      },
    };
    const connection = await connectToCluster(source, clock);
    connections.push(connection);
    const client = createKubeClient({ connection, clock, random: Math.random, fieldManager: "kube-runtime-test" });
    expect((await client.get(configMaps, { namespace: "default", name: "p1" })).metadata.name).toBe("p1");
    expect(stale).toBe(false);
  });
});

describe("the client, through a network that swallows everything for a while", () => {
  it("says so in time, and takes another connection afterwards", async () => {
    const call = () => started(proxied).list(configMaps, { namespace: "default" });
    await call();
    started(proxy).set("stall");
    await expect(call()).rejects.toThrow("no answer within 2000 ms");
    started(proxy).set("pass");
    expect((await call()).items.length).toBeGreaterThan(0);
  });
});

describe("writes with preconditions, on a real server", () => {
  it("stores finalizer and annotation in one write, and frees a terminating object with the last finalizer", async () => {
    const client = started(direct);
    const widget = await make("finalized");
    const held = await patchMetadata(client, widgets, widget, {
      addFinalizers: ["example.test/hold"],
      annotations: { "example.test/identity": "a/b/c" },
    });
    expect(held.metadata).toMatchObject({
      finalizers: ["example.test/hold"],
      annotations: { "example.test/identity": "a/b/c" },
    });
    await expect(
      patchMetadata(client, widgets, widget, { removeFinalizers: [], annotations: { x: "1" } }),
    ).rejects.toSatisfy(isConflict);
    await client.delete(widgets, refOf(widget));
    const terminating = await client.get<Widget>(widgets, refOf(widget));
    const last = await patchMetadata(client, widgets, terminating, { removeFinalizers: ["example.test/hold"] });
    expect(last.metadata.finalizers).toBeUndefined();
    await expect(client.get(widgets, refOf(widget))).rejects.toSatisfy(isNotFound);
  });

  it("writes a status under uid and resourceVersion, and nothing when nothing differs", async () => {
    const client = started(direct);
    const widget = await make("status");
    const written = await writeStatus(client, widgets, widget, { phase: "new", list: [1, 2], inner: { a: 1 } });
    expect(written.status).toEqual({ phase: "new", list: [1, 2], inner: { a: 1 } });
    expect(await writeStatus(client, widgets, written, { list: [1, 2], inner: { a: 1 }, phase: "new" })).toBe(written);
    expect((await writeStatus(client, widgets, written, { list: [3] })).status).toEqual({ list: [3] });
    await expect(writeStatus(client, widgets, written, { phase: "late" })).rejects.toSatisfy(isConflict);
  });

  it("does not write a status onto a successor of the same name", async () => {
    const client = started(direct);
    const widget = await make("successor");
    await client.delete(widgets, refOf(widget));
    const successor = await make("successor");
    await expect(writeStatus(client, widgets, widget, { phase: "late" })).rejects.toSatisfy(isConflict);
    await expect(rebaseStatus({ client, clock }, widgets, widget, { phase: "late" })).rejects.toSatisfy(isNotFound);
    expect((await client.get<Widget>(widgets, refOf(successor))).status).toBeUndefined();
  });

  it("brings a result onto an object that changed meanwhile", async () => {
    const client = started(direct);
    const widget = await make("rebased");
    await client.patch(widgets, refOf(widget), { type: "merge", body: { spec: { size: 2 } } });
    const written = await rebaseStatus({ client, clock }, widgets, widget, { arn: "x" });
    expect([written.spec, written.status]).toEqual([{ size: 2 }, { arn: "x" }]);
  });
});

describe("the informer, on a real server", () => {
  it("follows changes, and is in step again, without a new list, after the server was away", async () => {
    const lines: string[] = [];
    const changes: string[] = [];
    const informer = new Informer<Widget>({
      client: started(proxied),
      type: widgets,
      namespaces: ["default"],
      fieldSelector: "metadata.name!=errors",
      clock,
      random: seededRandom(2),
      observer: recordingObservers(lines).reflector,
    });
    informer.addHandler((change) => changes.push(`${change.type} ${change.key}`));
    const stop = new AbortController();
    const running = informer.run(stop.signal);
    await informer.synced;
    const client = started(direct);
    const widget = await make("followed");
    await expect.poll(() => changes, { timeout: 90_000 }).toContain("added default/followed");
    expect(informer.store.get("default/followed")?.metadata).not.toHaveProperty("managedFields");

    started(proxy).set("reset");
    await client.patch(widgets, refOf(widget), { type: "merge", body: { spec: { size: 7 } } });
    await make("born-meanwhile");
    await expect.poll(() => lines.some((line) => line.startsWith("failed")), { timeout: 90_000 }).toBe(true);
    started(proxy).set("pass");
    await expect.poll(() => changes, { timeout: 90_000 }).toContain("added default/born-meanwhile");
    expect(informer.store.get("default/followed")?.spec).toEqual({ size: 7 });
    expect(lines.filter((line) => line.startsWith("listed"))).toHaveLength(1);

    await client.delete(widgets, refOf(widget));
    await expect.poll(() => changes, { timeout: 90_000 }).toContain("deleted default/followed");
    stop.abort();
    await running;
  });
});

describe("the elector, on a real server", () => {
  const lease = { namespace: "default", name: "kube-runtime-test" };
  const timing = { leaseDurationMs: 3_000, renewDeadlineMs: 2_000, retryPeriodMs: 400 };
  const candidate = (identity: string, client: KubeClient, lines: string[]) => {
    const stop = new AbortController();
    const elector = new LeaderElector({
      client,
      lease,
      identity,
      clock,
      random: seededRandom(identity.length),
      observer: recordingObservers(lines).elector,
      timing,
      onStarted: () => lines.push("started"),
      onStopped: (how) => lines.push(`stopped: ${how}`),
    });
    const ended: Promise<ElectionEnd> = elector.run(stop.signal);
    return { elector, stop, ended };
  };

  it("has one leader, hands over when told to, and takes over when the leader is cut off", async () => {
    const lines: string[] = [];
    const one = candidate("one", started(direct), lines);
    await expect.poll(() => one.elector.isLeader(), { timeout: 90_000 }).toBe(true);
    const two = candidate("second", started(proxied), []);
    expect(await findLiveHolder({ client: started(direct), clock }, lease)).toBe("one");
    expect(two.elector.isLeader()).toBe(false);

    one.stop.abort();
    expect(await one.ended).toBe("released");
    await expect.poll(() => two.elector.isLeader(), { timeout: 90_000 }).toBe(true);

    const three = candidate("the-third", started(direct), []);
    started(proxy).set("reset");
    let both = false;
    const watching = setInterval(() => (both ||= two.elector.isLeader() && three.elector.isLeader()), 5);
    expect(await two.ended).toBe("lost");
    expect(three.elector.isLeader()).toBe(false);
    await expect.poll(() => three.elector.isLeader(), { timeout: 90_000 }).toBe(true);
    clearInterval(watching);
    expect(both).toBe(false);
    started(proxy).set("pass");
    three.stop.abort();
    await three.ended;
    expect(await findLiveHolder({ client: started(direct), clock }, lease)).toBeUndefined();
    expect(lines).toEqual(["holder one", "leading", "started", "not leading", "stopped: released"]);
  });
});

describe.skipIf(clientsFor === undefined)("events, on a real server", () => {
  it("are found by kubectl describe and kubectl events, with their count", async () => {
    const lines: string[] = [];
    const recorder = new EventRecorder({
      client: started(direct),
      clock,
      random: Math.random,
      reporter: { controller: "example.test/operator", instance: "pod-1" },
      observer: recordingObservers(lines).event,
    });
    const widget = await make("told");
    const happening = {
      regarding: widget,
      type: "Warning",
      reason: "RolledBack",
      action: "Update",
      note: `it did not work: ${"é".repeat(600)}`,
    } as const;
    recorder.record(happening);
    recorder.record({ ...happening, type: "Normal", reason: "Started", note: "off it goes" });
    recorder.record(happening);
    await recorder.stop(10_000);
    expect(lines).toEqual([]);
    const kubectl = started(clientsFor)(started(server).kubeconfigPath).kubectl;
    const described = await kubectl(["describe", "widget", "told"]);
    expect(described.stdout).toMatch(/Warning\s+RolledBack\s+.*example\.test\/operator.*it did not work: é/u);
    expect(described.stdout).toMatch(/Normal\s+Started\s+.*off it goes/u);
    const listed = await kubectl(["events", "--for", "widget/told", "--output=json"]);
    expect(listed.stdout).toContain('"count": 2');
  });
});
