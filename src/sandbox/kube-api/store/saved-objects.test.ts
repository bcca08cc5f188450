import { beforeEach, expect, it } from "vitest";
import type { JsonObject } from "../../../base/json.ts";
import { VirtualClock } from "../../../base/virtual-clock.ts";
import { createKubeApi, type KubeApi } from "../kube-api.ts";
import { ApiCaller } from "../testing/api-caller.ts";
import type { SavedObjects } from "./saved-objects.ts";

const namespaces = "/api/v1/namespaces";
const widgets = "/apis/example.com/v1/namespaces/shop/widgets";

let caller: ApiCaller;
beforeEach(async () => {
  caller = await ApiCaller.withWidgets();
  await caller.call("POST", namespaces, { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  await caller.call("POST", widgets, {
    apiVersion: "example.com/v1",
    kind: "Widget",
    metadata: { name: "a", finalizers: ["example.com/hold"] },
    spec: { size: 3 },
  });
});

/** Another server that goes on from the first one, by way of a text. */
function next(): KubeApi {
  const saved = JSON.parse(JSON.stringify(caller.api.save())) as SavedObjects;
  return createKubeApi({ clock: new VirtualClock(), saved });
}

async function get(api: KubeApi, path: string): Promise<JsonObject> {
  return (await (await api.handle(new Request(`http://kubernetes${path}`))).json()) as JsonObject;
}

const withoutVersion = ({ metadata, ...object }: JsonObject): JsonObject => ({
  ...object,
  metadata: { ...(metadata as JsonObject), resourceVersion: undefined },
});

it("another server has the same objects with the same identity, and serves their definitions", async () => {
  const api = next();
  expect(api.snapshot().map(withoutVersion)).toEqual(caller.api.snapshot().map(withoutVersion));
  expect(withoutVersion(await get(api, `${widgets}/a`))).toEqual(
    withoutVersion((await caller.call("GET", `${widgets}/a`)).body),
  );
});

it("no version of the former server means anything else on the next", async () => {
  const { metadata } = await get(caller.api, widgets);
  const version = Number((metadata as JsonObject)["resourceVersion"]);
  const api = next();
  expect(api.controls.revision).toBeGreaterThan(version + 1000);
  const watch = new Request(`http://kubernetes${widgets}?watch=1&resourceVersion=${version}`);
  const answer = await (await api.handle(watch)).text();
  expect(answer).toContain("too old resource version");
});

it("what was being deleted still is, and waits for its finalizers", async () => {
  await caller.call("DELETE", `${namespaces}/shop`);
  await caller.call("DELETE", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com");
  const api = next();
  expect(api.snapshot().map(withoutVersion)).toEqual(caller.api.snapshot().map(withoutVersion));
  const release = { method: "PATCH", headers: { "content-type": "application/merge-patch+json" } };
  const body = JSON.stringify({ metadata: { finalizers: null } });
  await api.handle(new Request(`http://kubernetes${widgets}/a`, { ...release, body }));
  expect(api.snapshot().map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    "Namespace default",
    "Namespace kube-system",
  ]);
});

it("leases are left behind", async () => {
  const lease = { apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: { name: "leader" }, spec: {} };
  const { status } = await caller.call("POST", "/apis/coordination.k8s.io/v1/namespaces/default/leases", lease);
  expect(status).toBe(201);
  expect(
    next()
      .snapshot()
      .map(({ kind }) => kind),
  ).not.toContain("Lease");
});
