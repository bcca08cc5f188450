import { beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { VirtualClock } from "../../base/virtual-clock.ts";
import { createKubeApi } from "./kube-api.ts";
import { ApiCaller } from "./testing/api-caller.ts";
import { widgetsDefinition } from "./testing/widgets.ts";

const widgets = "/apis/example.com/v1/namespaces/default/widgets";
const widget = (name: string, spec: JsonObject = { size: 3 }, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: "example.com/v1",
  kind: "Widget",
  metadata: { name, ...metadata },
  spec,
});

interface Refusal {
  readonly status: number;
  /** A part of it. */
  readonly message: string;
}

const anything: JsonObject = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

let caller: ApiCaller;
beforeEach(async () => {
  caller = await ApiCaller.withWidgets();
});

describe("a custom resource", () => {
  it("is created with what the server adds", async () => {
    const { status, body } = await caller.call("POST", widgets, widget("a"));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      metadata: { name: "a", namespace: "default", generation: 1, creationTimestamp: "2026-01-01T00:00:00Z" },
      spec: { size: 3, color: "red" },
      status: { observedGeneration: -1 },
    });
  });

  it("gets a name of its own where only a prefix is given", async () => {
    const { body } = await caller.call("POST", widgets, { ...widget(""), metadata: { generateName: "a-" } });
    expect(body["metadata"]).toMatchObject({ name: expect.stringMatching(/^a-[a-z0-9]{5}$/) as string });
  });

  it("counts changes of its spec alone", async () => {
    await caller.call("POST", widgets, widget("a"));
    await caller.call("PATCH", `${widgets}/a`, { metadata: { labels: { x: "y" } } });
    await caller.call("PATCH", `${widgets}/a/status`, { status: { observedGeneration: 1 } });
    const { body } = await caller.call("PATCH", `${widgets}/a`, { spec: { size: 4 } });
    expect(body).toMatchObject({ metadata: { generation: 2 }, status: { observedGeneration: 1 } });
  });

  it("keeps spec and status apart", async () => {
    await caller.call("POST", widgets, widget("a"));
    await caller.call("PATCH", `${widgets}/a`, { status: { observedGeneration: 9 } });
    await caller.call("PATCH", `${widgets}/a/status`, { spec: { size: 9 }, status: { observedGeneration: 2 } });
    const { body } = await caller.call("GET", `${widgets}/a`);
    expect(body).toMatchObject({ spec: { size: 3 }, status: { observedGeneration: 2 } });
  });

  it("keeps its version when nothing changes", async () => {
    await caller.call("POST", widgets, widget("a"));
    // The first change stores the status that so far was only filled in, as on a real server.
    const first = await caller.call("PATCH", `${widgets}/a`, {});
    const second = await caller.call("PATCH", `${widgets}/a`, { spec: { size: 3 } });
    expect(second.body["metadata"]).toEqual(first.body["metadata"]);
  });

  it("is only tried with dryRun", async () => {
    const { status } = await caller.call("POST", `${widgets}?dryRun=All`, widget("a"));
    expect([status, (await caller.call("GET", `${widgets}/a`)).status]).toEqual([201, 404]);
  });

  it("waits for its finalizers before it goes", async () => {
    await caller.call("POST", widgets, widget("a", { size: 3 }, { finalizers: ["example.com/x"] }));
    const marked = await caller.call("DELETE", `${widgets}/a`);
    expect(marked.body["metadata"]).toMatchObject({
      deletionTimestamp: "2026-01-01T00:00:00Z",
      deletionGracePeriodSeconds: 0,
      generation: 2,
    });
    const refused = await caller.call("PATCH", `${widgets}/a`, {
      metadata: { finalizers: ["example.com/x", "e.com/y"] },
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining("no new finalizers") as string },
    });
    await caller.call("PATCH", `${widgets}/a`, { metadata: { finalizers: null } });
    expect((await caller.call("GET", `${widgets}/a`)).status).toBe(404);
  });

  it.each<readonly [name: string, request: string, body: JsonObject, answer: Refusal]>([
    [
      "a second one of its name",
      `POST ${widgets}`,
      widget("taken"),
      { status: 409, message: '"taken" already exists' },
    ],
    [
      "an unknown namespace",
      `POST ${widgets.replace("default", "none")}`,
      widget("a"),
      { status: 404, message: 'namespaces "none" not found' },
    ],
    [
      "a replacement without version",
      `PUT ${widgets}/taken`,
      widget("taken"),
      { status: 422, message: "metadata.resourceVersion: Invalid value: 0: must be specified for an update" },
    ],
    [
      "a replacement of an older version",
      `PUT ${widgets}/taken`,
      widget("taken", { size: 4 }, { resourceVersion: "1" }),
      { status: 409, message: "the object has been modified" },
    ],
    [
      "an unknown member, strictly",
      `POST ${widgets}?fieldValidation=Strict`,
      widget("a", { size: 3, odd: 1 }),
      { status: 400, message: 'unknown field "spec.odd"' },
    ],
    [
      "what breaks a rule",
      `PATCH ${widgets}/taken`,
      { spec: { color: "blue" } },
      { status: 422, message: 'spec.color: Invalid value: "blue": color is immutable' },
    ],
    [
      "another uid in a patch",
      `PATCH ${widgets}/taken`,
      { metadata: { uid: "other" } },
      { status: 422, message: 'metadata.uid: Invalid value: "other": field is immutable' },
    ],
    [
      "another uid in a deletion",
      `DELETE ${widgets}/taken`,
      { preconditions: { uid: "other" } },
      { status: 409, message: "the UID in the precondition (other)" },
    ],
  ])("refuses %s", async (_name, request, body, { status, message }) => {
    const [method = "", path = ""] = request.split(" ");
    await caller.call("POST", widgets, widget("taken"));
    const answer = await caller.call(method, path, body);
    expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(message) as string } });
  });

  it("is applied by servers elsewhere only", async () => {
    const headers = { "content-type": "application/apply-patch+yaml" };
    const { status, body } = await caller.call("PATCH", `${widgets}/a?fieldManager=x`, widget("a"), headers);
    expect([status, body["message"]]).toEqual([501, expect.stringContaining("use a real cluster")]);
  });
});

describe("lists", () => {
  beforeEach(async () => {
    for (const name of ["a", "b", "c"]) {
      await caller.call("POST", widgets, widget(name, { size: 3 }, { labels: { odd: name === "b" ? "no" : "yes" } }));
    }
  });
  const names = (body: JsonObject): readonly unknown[] =>
    (body["items"] as readonly { readonly metadata: JsonObject }[]).map(({ metadata }) => metadata["name"]);
  const metadata = (body: JsonObject): JsonObject => body["metadata"] as JsonObject;

  it("come in pages of one version", async () => {
    const first = await caller.call("GET", `${widgets}?limit=2`);
    await caller.call("DELETE", `${widgets}/c`);
    const next = await caller.call("GET", `${widgets}?limit=2&continue=${String(metadata(first.body)["continue"])}`);
    expect([names(first.body), metadata(first.body)["remainingItemCount"], names(next.body)]).toEqual([
      ["a", "b"],
      1,
      ["c"],
    ]);
  });

  it("tell when a page is too late", async () => {
    const first = await caller.call("GET", `${widgets}?limit=2`);
    await caller.call("DELETE", `${widgets}/c`);
    caller.api.controls.compact();
    const next = await caller.call("GET", `${widgets}?limit=2&continue=${String(metadata(first.body)["continue"])}`);
    expect([next.status, next.body["reason"]]).toEqual([410, "Expired"]);
  });

  it("are selected by labels and fields", async () => {
    const byLabel = await caller.call("GET", `${widgets}?labelSelector=odd%20in%20(yes)`);
    const byField = await caller.call("GET", `${widgets}?fieldSelector=metadata.name=b`);
    expect([names(byLabel.body), names(byField.body)]).toEqual([["a", "c"], ["b"]]);
  });

  it("come as a table", async () => {
    await caller.clock.advance(125_000);
    const accept = "application/json;as=Table;v=v1;g=meta.k8s.io";
    const { body } = await caller.call("GET", `${widgets}?limit=1`, undefined, { accept });
    expect(body["rows"]).toMatchObject([
      { cells: ["a", 3, null, "red", "2m5s"], object: { kind: "PartialObjectMetadata" } },
    ]);
  });

  it("are deleted as a whole", async () => {
    await caller.call("DELETE", `${widgets}?labelSelector=odd=yes`);
    expect(names((await caller.call("GET", widgets)).body)).toEqual(["b"]);
  });
});

describe("a watch", () => {
  it("tells what is there and what happens, then nothing more", async () => {
    await caller.call("POST", widgets, widget("a"));
    const watch = await caller.watch(`${widgets}?watch=true`);
    await caller.call("PATCH", `${widgets}/a`, { spec: { size: 4 } });
    await caller.call("DELETE", `${widgets}/a`);
    await caller.clock.advance(0);
    watch.stop();
    await caller.call("POST", widgets, widget("b"));
    await caller.clock.advance(0);
    expect([watch.told, watch.end]).toEqual([["ADDED a", "MODIFIED a", "DELETED a"], "closed"]);
  });

  it("begins after a version", async () => {
    const { body } = await caller.call("POST", widgets, widget("a"));
    await caller.call("POST", widgets, widget("b"));
    const version = (body["metadata"] as JsonObject)["resourceVersion"];
    const watch = await caller.watch(`${widgets}?watch=true&resourceVersion=${String(version)}`);
    expect(watch.told).toEqual(["ADDED b"]);
  });

  it("tells of objects that come and go by their labels", async () => {
    const watch = await caller.watch(`${widgets}?watch=true&labelSelector=on`);
    await caller.call("POST", widgets, widget("a"));
    await caller.call("PATCH", `${widgets}/a`, { metadata: { labels: { on: "1" } } });
    await caller.call("PATCH", `${widgets}/a`, { spec: { size: 4 } });
    await caller.call("PATCH", `${widgets}/a`, { metadata: { labels: { on: null } } });
    await caller.clock.advance(0);
    expect(watch.told).toEqual(["ADDED a", "MODIFIED a", "DELETED a"]);
    expect(watch.frames.at(-1)?.object).toMatchObject({ metadata: { labels: { on: "1" } } });
  });

  it("marks the end of what was there", async () => {
    await caller.call("POST", widgets, widget("a"));
    const query = "watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
    const watch = await caller.watch(`${widgets}?${query}`);
    expect(watch.told).toEqual(["ADDED a", "BOOKMARK"]);
    expect(watch.frames[1]?.object.metadata).toMatchObject({ annotations: { "k8s.io/initial-events-end": "true" } });
  });

  it("brings bookmarks each minute and ends in time", async () => {
    const watch = await caller.watch(`${widgets}?watch=true&allowWatchBookmarks=true&timeoutSeconds=130`);
    await caller.clock.advance(129_000);
    expect([watch.told, watch.end]).toEqual([["BOOKMARK", "BOOKMARK", "BOOKMARK"], undefined]);
    await caller.clock.advance(1_000);
    expect(watch.end).toBe("closed");
  });

  it("from a version that is forgotten gets an error", async () => {
    const { body } = await caller.call("POST", widgets, widget("a"));
    await caller.call("POST", widgets, widget("b"));
    caller.api.controls.compact();
    const version = (body["metadata"] as JsonObject)["resourceVersion"];
    const watch = await caller.watch(`${widgets}?watch=true&resourceVersion=${String(version)}`);
    expect(watch.frames).toMatchObject([{ type: "ERROR", object: { code: 410, reason: "Expired" } }]);
    expect(watch.end).toBe("closed");
  });

  it("tells of one store in both forms of events", async () => {
    const watch = await caller.watch("/api/v1/events?watch=true");
    await caller.call("POST", "/apis/events.k8s.io/v1/namespaces/default/events", {
      metadata: { name: "e" },
      eventTime: "2026-01-01T00:00:00.000000Z",
      reportingController: "example.com/c",
      reportingInstance: "c-1",
      action: "Do",
      reason: "Done",
      type: "Normal",
      note: "well",
      regarding: { kind: "Widget", name: "a", namespace: "default" },
    });
    await caller.clock.advance(0);
    expect(watch.frames).toMatchObject([
      { type: "ADDED", object: { apiVersion: "v1", message: "well", involvedObject: { name: "a" } } },
    ]);
  });
});

describe("namespaces", () => {
  it("take their content with them, once its finalizers are gone", async () => {
    await caller.call("POST", "/api/v1/namespaces", { metadata: { name: "n" } });
    const place = widgets.replace("default", "n");
    await caller.call("POST", place, widget("free"));
    await caller.call("POST", place, widget("held", { size: 3 }, { finalizers: ["example.com/x"] }));
    await caller.call("DELETE", "/api/v1/namespaces/n");
    const waiting = await caller.call("GET", "/api/v1/namespaces/n");
    expect(waiting.body["status"]).toMatchObject({ phase: "Terminating" });
    expect((await caller.call("POST", place, widget("late"))).status).toBe(403);
    await caller.call("PATCH", `${place}/held`, { metadata: { finalizers: null } });
    expect((await caller.call("GET", "/api/v1/namespaces/n")).status).toBe(404);
  });
});

describe("definitions", () => {
  const path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  it("are established at once", async () => {
    const { body } = await caller.call("GET", `${path}/widgets.example.com`);
    expect(body["status"]).toMatchObject({
      conditions: [
        { type: "NamesAccepted", status: "True" },
        { type: "Established", status: "True" },
      ],
      storedVersions: ["v1"],
    });
  });

  it("take their objects with them", async () => {
    await caller.call("POST", widgets, widget("a"));
    await caller.call("DELETE", `${path}/widgets.example.com`);
    const response = await caller.api.handle(new Request(`http://kubernetes${widgets}`));
    expect([response.status, await response.text()]).toEqual([404, "404 page not found\n"]);
  });

  it("that change are followed, also by what is stored", async () => {
    await caller.call("POST", widgets, widget("a"));
    const patch = [
      {
        op: "add",
        path: "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/note",
        value: { type: "string", default: "new" },
      },
    ];
    const headers = { "content-type": "application/json-patch+json" };
    await caller.call("PATCH", `${path}/widgets.example.com`, patch, headers);
    expect((await caller.call("GET", `${widgets}/a`)).body["spec"]).toMatchObject({ note: "new" });
  });

  it("serve objects in each of their versions", async () => {
    const versions = [
      { name: "v2", served: true, storage: true, schema: { openAPIV3Schema: anything } },
      { name: "v1", served: true, storage: false, deprecated: true, schema: { openAPIV3Schema: anything } },
    ];
    await caller.call("POST", path, {
      ...widgetsDefinition,
      metadata: { name: "gadgets.example.com" },
      spec: { group: "example.com", scope: "Cluster", names: { plural: "gadgets", kind: "Gadget" }, versions },
    });
    const gadget = { apiVersion: "example.com/v1", kind: "Gadget", metadata: { name: "g" }, a: 1 };
    const created = await caller.call("POST", "/apis/example.com/v1/gadgets", gadget);
    const read = await caller.call("GET", "/apis/example.com/v2/gadgets/g");
    expect([created.body["apiVersion"], read.body["apiVersion"]]).toEqual(["example.com/v1", "example.com/v2"]);
    expect(created.headers.get("warning")).toBe(
      '299 - "example.com/v1 Gadget is deprecated; use example.com/v2 Gadget"',
    );
    expect(caller.api.snapshot().find(({ kind }) => kind === "Gadget")?.apiVersion).toBe("example.com/v2");
    const group = await caller.call("GET", "/apis/example.com");
    expect(group.body).toMatchObject({ preferredVersion: { version: "v2" } });
  });

  it.each<readonly [name: string, schema: JsonObject, message: string]>([
    ["a schema without a type", { properties: {} }, "type: Required value: must not be empty at the root"],
    [
      "a pattern that Go does not know",
      { type: "object", properties: { a: { type: "string", pattern: "(?!x)" } } },
      "must be a valid regular expression",
    ],
    [
      "a default that is not valid",
      { type: "object", properties: { a: { type: "integer", default: "x" } } },
      "must be of type integer",
    ],
    [
      "a rule that does not compile",
      { type: "object", "x-kubernetes-validations": [{ rule: "self.none" }] },
      "undefined field 'none'",
    ],
  ])("are refused for %s", async (_name, openAPIV3Schema, message) => {
    const spec = widgetsDefinition["spec"] as JsonObject;
    const definition = {
      ...widgetsDefinition,
      metadata: { name: "gadgets.example.com" },
      spec: {
        ...spec,
        names: { plural: "gadgets", kind: "Gadget" },
        versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema } }],
      },
    };
    const { status, body } = await caller.call("POST", path, definition);
    expect([status, body["message"]]).toEqual([422, expect.stringContaining(message)]);
  });
});

describe("controls", () => {
  it("freeze what is read while writes go on", async () => {
    await caller.call("POST", widgets, widget("a"));
    caller.api.controls.freezeReads();
    await caller.call("PATCH", `${widgets}/a`, { spec: { size: 4 } });
    const stale = await caller.call("GET", `${widgets}/a`);
    caller.api.controls.thawReads();
    const fresh = await caller.call("GET", `${widgets}/a`);
    expect([stale.body["spec"], fresh.body["spec"]]).toMatchObject([{ size: 3 }, { size: 4 }]);
  });

  it("hold watches back, and drop them", async () => {
    const watch = await caller.watch(`${widgets}?watch=true`);
    caller.api.controls.pauseWatches();
    await caller.call("POST", widgets, widget("a"));
    await caller.clock.advance(0);
    const silent = [...watch.told];
    caller.api.controls.resumeWatches();
    caller.api.controls.dropWatches();
    await caller.clock.advance(0);
    expect([silent, watch.end, caller.api.controls.openWatches]).toEqual([[], "broken", 0]);
  });

  it("refuse the next requests that match", async () => {
    const stop = caller.api.controls.fail({
      status: 503,
      next: 2,
      retryAfterSeconds: 3,
      matching: ({ api }) => api?.verb === "create",
    });
    const codes: number[] = [];
    for (const name of ["a", "b", "c"]) codes.push((await caller.call("POST", widgets, widget(name))).status);
    stop();
    expect(codes).toEqual([503, 503, 201]);
  });

  it("lose a request, or only its reply", async () => {
    for (const kind of ["loseRequest", "loseReply"] as const) {
      const stop = caller.api.controls.intercept(() => ({ kind }));
      await expect(caller.call("POST", widgets, widget(kind.toLowerCase()))).rejects.toThrow(
        "the connection was closed",
      );
      stop();
    }
    const found = await Promise.all(
      ["loserequest", "losereply"].map((name) => caller.call("GET", `${widgets}/${name}`)),
    );
    expect(found.map(({ status }) => status)).toEqual([404, 200]);
  });

  it("tell of every commit", async () => {
    const told: string[] = [];
    caller.api.controls.afterCommit(({ type, name }) => told.push(`${type} ${name}`));
    await caller.call("POST", widgets, widget("a"));
    await caller.call("DELETE", `${widgets}/a`);
    expect(told).toEqual(["ADDED a", "DELETED a"]);
  });
});

describe("the server", () => {
  it("asks for its token", async () => {
    const api = createKubeApi({ clock: new VirtualClock(), token: "secret" });
    const answers = await Promise.all(
      [{}, { authorization: "Bearer wrong" }, { authorization: "Bearer secret" }].map((headers) =>
        api.handle(new Request("http://kubernetes/api/v1/namespaces", { headers })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
  });

  it("starts with two namespaces, and is the same each time", () => {
    const start = (): readonly unknown[] =>
      createKubeApi({ clock: new VirtualClock() })
        .snapshot()
        .map(({ metadata }) => metadata);
    expect(start()).toMatchObject([{ name: "default" }, { name: "kube-system" }]);
    expect(start()).toEqual(start());
  });

  it.each<readonly [name: string, path: string, status: number]>([
    ["an escape that is none", `${widgets}/%zz`, 404],
    ["a path of nothing", "/apis//v1/widgets", 404],
  ])("answers %s", async (_name, path, status) => {
    expect((await caller.api.handle(new Request(`http://kubernetes${path}`))).status).toBe(status);
  });

  it("tells a fault of its own, and lives on", async () => {
    const deep = `{"apiVersion":"v1","kind":"ConfigMap","data":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
    const headers = { "content-type": "application/json" };
    const path = "http://kubernetes/api/v1/namespaces/default/configmaps";
    const response = await caller.api.handle(new Request(path, { method: "POST", headers, body: deep }));
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect((await caller.call("GET", widgets)).status).toBe(200);
  });

  it("tells that other kinds are to be had elsewhere", async () => {
    const { status, body } = await caller.call("GET", "/apis/apps/v1/namespaces/default/deployments");
    expect([status, body["message"]]).toEqual([404, expect.stringContaining("use a real cluster")]);
  });
});
