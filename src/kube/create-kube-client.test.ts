import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import type { KubeClient, ResourceType } from "./client.ts";
import { connectInProcess } from "./connect-in-process.ts";
import type { KubeConnection } from "./connection.ts";
import { createKubeClient } from "./create-kube-client.ts";
import { KubeApiError, KubeTransportError } from "./kube-error.ts";
import { failure, streamOf } from "./testing/scripted-server.ts";
import { widget, widgets } from "./testing/sample-objects.ts";

const configMaps: ResourceType = {
  group: "",
  version: "v1",
  plural: "configmaps",
  kind: "ConfigMap",
  namespaced: true,
};
const nodes: ResourceType = { group: "", version: "v1", plural: "nodes", kind: "Node", namespaced: false };
const ref = { namespace: "team a", name: "web" };
const signal = new AbortController().signal;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly contentType: string | null;
  readonly body: unknown;
}

interface Setup {
  readonly clock: VirtualClock;
  readonly client: KubeClient;
  readonly sent: Sent[];
  readonly observed: string[];
  refreshes: number;
}

/** A client of a server that gives these answers, one after the other, the last one for good. */
function setUp(...answers: readonly (Response | Error | (() => Promise<Response>))[]): Setup {
  const clock = new VirtualClock();
  const sent: Sent[] = [];
  const observed: string[] = [];
  let next = 0;
  const inProcess = connectInProcess(async (request) => {
    const { pathname, search } = new URL(request.url);
    const text = await request.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    sent.push({
      method: request.method,
      path: pathname + search,
      contentType: request.headers.get("content-type"),
      body,
    });
    const answer = answers[Math.min(next++, answers.length - 1)] ?? Response.json(widget("web", "1"));
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer() : answer.clone();
  });
  const connection: KubeConnection = {
    ...inProcess,
    refreshCredentials: () => {
      setup.refreshes++;
      return Promise.resolve();
    },
  };
  const setup: Setup = {
    clock,
    sent,
    observed,
    refreshes: 0,
    client: createKubeClient({
      connection,
      clock,
      random: () => 0.5,
      fieldManager: "operator",
      observer: {
        requestFinished: ({ method, host, status, durationMs }) =>
          observed.push(`${method} ${host} ${status} ${durationMs}`),
      },
    }),
  };
  return setup;
}

/** Waits in virtual time for what a promise comes to: its value or its error. */
async function outcomeOf(clock: VirtualClock, promise: Promise<unknown>): Promise<unknown> {
  let outcome: { readonly value: unknown } | undefined;
  void promise.then(
    (value) => (outcome = { value }),
    (error: unknown) => (outcome = { value: error }),
  );
  await clock.advanceUntil(() => outcome !== undefined, 3_600_000);
  return outcome?.value;
}

describe("createKubeClient", () => {
  const at = "/apis/example.test/v1";
  it.each<[string, (client: KubeClient) => Promise<unknown>, Sent]>([
    [
      "gets",
      (client) => client.get(widgets, ref),
      { method: "GET", path: `${at}/namespaces/team%20a/widgets/web`, contentType: null, body: undefined },
    ],
    [
      "gets what has no namespace",
      (client) => client.get(nodes, { name: "n" }),
      { method: "GET", path: "/api/v1/nodes/n", contentType: null, body: undefined },
    ],
    [
      "creates",
      (client) => client.create(configMaps, "x", { metadata: { name: "web" } }),
      {
        method: "POST",
        path: "/api/v1/namespaces/x/configmaps?fieldManager=operator",
        contentType: "application/json",
        body: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "web" } },
      },
    ],
    [
      "replaces",
      (client) => client.replace(widgets, { namespace: "x", name: "a/b" }, { a: 1 }),
      {
        method: "PUT",
        path: `${at}/namespaces/x/widgets/a%2Fb?fieldManager=operator`,
        contentType: "application/json",
        body: { apiVersion: "example.test/v1", kind: "Widget", a: 1 },
      },
    ],
    [
      "merges into the status",
      (client) =>
        client.patch(
          widgets,
          { namespace: "x", name: "a" },
          { type: "merge", body: { status: {} } },
          { subresource: "status" },
        ),
      {
        method: "PATCH",
        path: `${at}/namespaces/x/widgets/a/status?fieldManager=operator`,
        contentType: "application/merge-patch+json",
        body: { status: {} },
      },
    ],
    [
      "patches by JSON Patch",
      (client) =>
        client.patch(widgets, { namespace: "x", name: "a" }, { type: "json", body: [{ op: "remove", path: "/a" }] }),
      {
        method: "PATCH",
        path: `${at}/namespaces/x/widgets/a?fieldManager=operator`,
        contentType: "application/json-patch+json",
        body: [{ op: "remove", path: "/a" }],
      },
    ],
    [
      "deletes under preconditions",
      (client) => client.delete(widgets, { namespace: "x", name: "a" }, { uid: "u" }),
      {
        method: "DELETE",
        path: `${at}/namespaces/x/widgets/a`,
        contentType: "application/json",
        body: { apiVersion: "v1", kind: "DeleteOptions", preconditions: { uid: "u" } },
      },
    ],
  ])("%s", async (_name, call, expected) => {
    const { client, sent } = setUp();
    await call(client);
    expect(sent).toEqual([expected]);
  });

  it("lists page by page, and gives items of built-in types their kind", async () => {
    const { kind: _kind, apiVersion: _version, ...item } = widget("a", "3");
    const page = { metadata: { resourceVersion: "9", continue: "more" }, items: [item] };
    const { client, sent } = setUp(
      Response.json(page),
      Response.json({ metadata: { resourceVersion: "9" }, items: null }),
    );
    const options = {
      namespace: "x",
      labelSelector: "a=b",
      fieldSelector: "metadata.name=c",
      limit: 5,
      continue: "token",
    };
    expect(await client.list(configMaps, options)).toEqual({
      resourceVersion: "9",
      continue: "more",
      items: [{ ...item, kind: "ConfigMap", apiVersion: "v1" }],
    });
    expect(await client.list(configMaps)).toEqual({ resourceVersion: "9", items: [] });
    expect(sent.map(({ path }) => path)).toEqual([
      "/api/v1/namespaces/x/configmaps?labelSelector=a%3Db&fieldSelector=metadata.name%3Dc&limit=5&continue=token",
      "/api/v1/configmaps",
    ]);
  });

  it("watches with bookmarks", async () => {
    const text = [
      { type: "ADDED", object: widget("é", "2") },
      { type: "BOOKMARK", object: { metadata: { resourceVersion: "5" } } },
    ].map((frame) => `${JSON.stringify(frame)}\n`);
    const { client, sent } = setUp(streamOf(text.join(""), "ends"));
    const frames = [];
    for await (const frame of client.watch(widgets, { resourceVersion: "1", timeoutSeconds: 300, signal }))
      frames.push(frame);
    expect(frames).toEqual([
      { type: "ADDED", object: widget("é", "2") },
      { type: "BOOKMARK", resourceVersion: "5" },
    ]);
    expect(sent[0]?.path).toBe(`${at}/widgets?watch=1&allowWatchBookmarks=true&resourceVersion=1&timeoutSeconds=300`);
  });

  it.each([
    ["no namespace for a namespaced object", (client: KubeClient) => client.get(widgets, { name: "a" })],
    [
      "a namespace for an object of the cluster",
      (client: KubeClient) => client.get(nodes, { namespace: "x", name: "a" }),
    ],
    [
      "a name that would climb up the path",
      (client: KubeClient) => client.get(widgets, { namespace: "x", name: ".." }),
    ],
    ["an empty name", (client: KubeClient) => client.delete(widgets, { namespace: "x", name: "" })],
  ])("refuses %s without a call", async (_name, call) => {
    const { client, sent } = setUp();
    await expect(call(client)).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });
});

describe("createKubeClient, when calls fail", () => {
  const status = (code: number, reason: string, message: string, details?: unknown): Response =>
    Response.json({ kind: "Status", code, reason, message, details }, { status: code });

  it.each<[string, Response, string]>([
    ["what is missing", status(404, "NotFound", 'widgets "web" not found'), '404 NotFound: widgets "web" not found'],
    ["who may not", status(403, "Forbidden", 'User "x" cannot get'), '403 Forbidden: User "x" cannot get'],
    [
      "which fields are invalid, but not their values",
      status(422, "Invalid", 'spec.a: Invalid value: "canary"', {
        causes: [
          { reason: "FieldValueInvalid", field: "spec.a", message: 'Invalid value: "canary"' },
          { field: "spec.b" },
        ],
      }),
      "422 Invalid: spec.a FieldValueInvalid, spec.b",
    ],
    ["nothing of a webhook's text", status(400, "BadRequest", "denied: canary"), "400 BadRequest"],
    ["nothing of a proxy's page", new Response("<html>canary</html>", { status: 502 }), "502"],
    ["one line", status(409, "Conflict", "a\nb\u001b[31m"), "409 Conflict: a b [31m"],
  ])("says %s", async (_name, answer, expected) => {
    const { clock, client } = setUp(answer);
    const error = await outcomeOf(clock, client.get(widgets, ref));
    expect(error).toBeInstanceOf(KubeApiError);
    expect((error as Error).message).toBe(`GET /apis/example.test/v1/namespaces/team%20a/widgets/web: ${expected}`);
  });

  it("says nothing of an answer that is not JSON", async () => {
    const { clock, client } = setUp(new Response("canary"));
    const error = await outcomeOf(clock, client.get(widgets, ref));
    expect(error).toBeInstanceOf(KubeTransportError);
    expect(String((error as Error).stack) + String((error as Error).cause)).not.toContain("canary");
  });

  const ok = Response.json(widget("web", "1"));
  const busy = (seconds: string): Response => failure(429, "TooManyRequests", { "retry-after": seconds });
  const get = (client: KubeClient): Promise<unknown> => client.get(widgets, ref);
  const create = (client: KubeClient): Promise<unknown> => client.create(widgets, "x", { metadata: { name: "web" } });
  const reset = new Error("socket hang up");

  it.each<[string, readonly (Response | Error)[], (client: KubeClient) => Promise<unknown>, readonly [number, number]]>(
    [
      ["waits as long as a 429 asks for", [busy("2"), ok], get, [2, 2_200]],
      ["does so for a write as well", [busy("2"), ok], create, [2, 2_200]],
      ["does so for a 503", [failure(503, "ServiceUnavailable", { "retry-after": "1" }), ok], create, [2, 1_100]],
      ["does so four times in all", [busy("1")], get, [4, 3_300]],
      ["does not wait longer than a caller can", [busy("60"), ok], get, [1, 0]],
      ["leaves a 503 that asks for nothing to the caller", [failure(503, "ServiceUnavailable"), ok], get, [1, 0]],
      ["leaves a 500 to the caller", [failure(500, "InternalError"), ok], get, [1, 0]],
      ["repeats a read whose connection failed", [reset, reset, ok], get, [3, 300]],
      ["does so twice", [reset], get, [3, 300]],
      ["never repeats a write whose connection failed", [reset, ok], create, [1, 0]],
      ["never repeats a read that was not understood", [new Response("<html>"), ok], get, [1, 0]],
    ],
  )("%s", async (_name, answers, call, callsAndMs) => {
    const { clock, client, sent } = setUp(...answers);
    await outcomeOf(clock, call(client));
    expect([sent.length, Math.round(clock.monotonicMs())]).toEqual(callsAndMs);
  });

  it("reads the credentials anew once on a 401, also for a watch", async () => {
    const unauthorized = failure(401, "Unauthorized");
    const setup = setUp(unauthorized, ok, unauthorized);
    expect(await outcomeOf(setup.clock, get(setup.client))).toMatchObject({ kind: "Widget" });
    expect(setup.refreshes).toBe(1);
    expect(await outcomeOf(setup.clock, create(setup.client))).toBeInstanceOf(KubeApiError);
    expect(setup.refreshes).toBe(2);
    const watch = setup.client.watch(widgets, { resourceVersion: "1", timeoutSeconds: 1, signal });
    await expect(watch[Symbol.asyncIterator]().next()).rejects.toThrow("401");
    expect([setup.refreshes, setup.sent.length]).toEqual([3, 6]);
  });

  it.each<[string, () => Promise<Response>]>([
    ["the head of an answer", () => new Promise(() => undefined)],
    ["the body of an answer", () => Promise.resolve(streamOf('{"kind":', "stalls"))],
  ])("waits 30 s for %s", async (_name, answer) => {
    const { clock, client, observed } = setUp(answer);
    const error = await outcomeOf(clock, create(client));
    expect(error).toBeInstanceOf(KubeTransportError);
    expect((error as Error).message).toBe("POST /apis/example.test/v1/namespaces/x/widgets: no answer within 30000 ms");
    expect(clock.monotonicMs()).toBe(30_000);
    expect(observed).toHaveLength(1);
    expect(clock.nextTimerInMs).toBeUndefined();
  });

  it("ends when its caller's signal is aborted, with the signal's reason", async () => {
    const { clock, client } = setUp(() => new Promise(() => undefined));
    const controller = new AbortController();
    const call = client.get(widgets, ref, controller.signal);
    controller.abort(new Error("enough"));
    expect(await outcomeOf(clock, call)).toEqual(new Error("enough"));
  });

  it("tells its observer method, host, status and duration of every attempt", async () => {
    const { clock, client, observed } = setUp(busy("1"), reset, Response.json(widget("web", "1"), { status: 201 }));
    await outcomeOf(clock, get(client));
    expect(observed).toEqual(["GET in-process 429 0", "GET in-process <error> 0", "GET in-process 201 0"]);
  });
});
