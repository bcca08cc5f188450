import type { Scenario } from "../scenario.ts";
import { get, jsonPatch, mergePatch, patch, post, put, remove } from "../steps.ts";

const core = "/api/v1/namespaces/{{ns}}";
const leases = "/apis/coordination.k8s.io/v1/namespaces/{{ns}}/leases";
const events = "/apis/events.k8s.io/v1/namespaces/{{ns}}/events";
const configMap = (name: string, rest: object = {}): object => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name },
  ...rest,
});
const secret = (name: string, rest: object = {}): object => ({
  apiVersion: "v1",
  kind: "Secret",
  metadata: { name },
  ...rest,
});
const lease = (name: string, spec: object): object => ({
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  metadata: { name },
  spec,
});
const event = (name: string, rest: object = {}): object => ({
  apiVersion: "events.k8s.io/v1",
  kind: "Event",
  metadata: { name },
  eventTime: "2026-01-02T03:04:05.000000Z",
  reportingController: "example.com/tester",
  reportingInstance: "tester-1",
  action: "Testing",
  reason: "Tested",
  type: "Normal",
  note: "it was tested",
  regarding: { kind: "ConfigMap", name: "one", namespace: "{{ns}}" },
  ...rest,
});

export const coreKindsScenario: Scenario = {
  name: "core-kinds",
  steps: [
    get("gets the namespace", core),
    post("refuses a namespace's name", "/api/v1/namespaces", {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "a.b" },
    }),
    post("does not create the namespace twice", "/api/v1/namespaces", {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "{{ns}}" },
    }),
    mergePatch("labels the namespace", core, { metadata: { labels: { team: "a" } } }),
    post("tries a namespace", "/api/v1/namespaces?dryRun=All", {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "tried" },
    }),

    post("creates a config map", `${core}/configmaps`, configMap("one", { data: { a: "b" } })),
    get("gets the config map", `${core}/configmaps/one`),
    put("replaces the config map without a version", `${core}/configmaps/one`, configMap("one", { data: { a: "c" } })),
    mergePatch("merges into the config map", `${core}/configmaps/one`, { data: { d: "e" } }),
    jsonPatch("applies operations to the config map", `${core}/configmaps/one`, [{ op: "remove", path: "/data/d" }]),
    patch("merges strategically", "strategic-merge-patch+json", `${core}/configmaps/one`, { data: { f: "g" } }),
    post(
      "Strict: unknown field of a config map",
      `${core}/configmaps?fieldValidation=Strict`,
      configMap("odd", { dota: {} }),
    ),
    post("prunes an unknown field of a config map", `${core}/configmaps`, configMap("odd", { dota: {} })),
    post("refuses a key of a config map", `${core}/configmaps`, configMap("bad", { data: { "a b": "c" } })),
    post("refuses a value of a config map", `${core}/configmaps`, configMap("bad", { data: { a: 5 } })),
    post("creates one that stays", `${core}/configmaps`, configMap("fixed", { data: { a: "b" }, immutable: true })),
    mergePatch("refuses to change what stays", `${core}/configmaps/fixed`, { data: { a: "c" } }),
    get("lists config maps", `${core}/configmaps`),
    get("selects config maps", `${core}/configmaps?fieldSelector=metadata.name%3Done`),
    remove("deletes the config map", `${core}/configmaps/one`),

    post("creates a secret", `${core}/secrets`, secret("keys", { stringData: { a: "b" }, data: { c: "ZA==" } })),
    get("gets the secret", `${core}/secrets/keys`),
    mergePatch("merges into the secret", `${core}/secrets/keys`, { stringData: { e: "f" } }),
    mergePatch("refuses another type of the secret", `${core}/secrets/keys`, { type: "example.com/other" }),
    post("refuses a secret that is no base64", `${core}/secrets`, secret("bad", { data: { a: "***" } })),
    post("creates a typed secret", `${core}/secrets`, secret("typed", { type: "helm.sh/release.v1" })),
    get("selects secrets by type", `${core}/secrets?fieldSelector=type%3Dhelm.sh%2Frelease.v1`),
    remove("deletes the secret", `${core}/secrets/keys`),

    post(
      "creates a lease",
      leases,
      lease("leader", {
        holderIdentity: "one",
        leaseDurationSeconds: 15,
        renewTime: "2026-01-02T03:04:05.000000Z",
        acquireTime: "2026-01-02T03:04:05.123456Z",
        leaseTransitions: 0,
      }),
      {
        capture: { rv: "/metadata/resourceVersion" },
      },
    ),
    put("renews the lease", leases + "/leader", {
      ...lease("leader", { holderIdentity: "two", leaseDurationSeconds: 15, leaseTransitions: 1 }),
      metadata: { name: "leader", resourceVersion: "{{rv}}" },
    }),
    put("refuses an old version of the lease", leases + "/leader", {
      ...lease("leader", { holderIdentity: "three" }),
      metadata: { name: "leader", resourceVersion: "{{rv}}" },
    }),
    post("refuses a lease's duration", leases, lease("bad", { holderIdentity: "one", leaseDurationSeconds: 0 })),
    post("refuses a lease's time", leases, lease("bad", { renewTime: "yesterday" })),

    post("creates an event", events, event("one.1")),
    get("gets the event", `${events}/one.1`),
    get("gets the event as a core event", `${core}/events/one.1`),
    get(
      "selects core events",
      `${core}/events?fieldSelector=involvedObject.name%3Done,involvedObject.kind%3DConfigMap`,
    ),
    get("selects core events of another", `${core}/events?fieldSelector=involvedObject.name%3Dtwo`),
    mergePatch("counts a series", `${events}/one.1`, {
      series: { count: 2, lastObservedTime: "2026-01-02T03:05:05.000000Z" },
    }),
    post(
      "takes an event about an object of another namespace",
      events,
      event("bad", { regarding: { kind: "ConfigMap", name: "one", namespace: "default" } }),
    ),
    post("refuses an event without reason", events, event("bad", { reason: "" })),
    post("refuses an event without time", events, { ...event("bad"), eventTime: null }),
    post("refuses a note that is too long", events, event("bad", { note: "x".repeat(1025) })),
    post("refuses a type of event", events, event("bad", { type: "Odd" })),
    post("creates a core event", `${core}/events`, {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name: "two.1" },
      involvedObject: { kind: "ConfigMap", name: "two", namespace: "{{ns}}" },
      reason: "Tested",
      message: "it was tested",
      type: "Warning",
      count: 1,
      source: { component: "tester" },
    }),
    get("gets the core event as an event", `${events}/two.1`),
  ],
};
