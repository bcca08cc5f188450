import { describe, expect, it } from "vitest";
import { seededRandom } from "../base/random.ts";
import { VirtualClock } from "../base/virtual-clock.ts";
import { connectInProcess } from "./connect-in-process.ts";
import { createKubeClient } from "./create-kube-client.ts";
import { Informer } from "./informer.ts";
import { FakeKubeClient } from "./testing/fake-kube-client.ts";
import { recordingObservers } from "./testing/recording-observers.ts";
import { widget, widgets, type Widget } from "./testing/sample-objects.ts";
import { failure, frameText, ScriptedServer, streamOf, type Fault } from "./testing/scripted-server.ts";

const minute = 60_000;

interface Setup {
  readonly clock: VirtualClock;
  readonly server: ScriptedServer<Widget>;
  readonly informer: Informer<Widget>;
  readonly lines: string[];
  readonly changes: string[];
  readonly stop: AbortController;
}

function setUp(): Setup {
  const clock = new VirtualClock();
  const random = seededRandom(7);
  const server = new ScriptedServer<Widget>();
  const connection = connectInProcess((request) => server.handle(request));
  const client = createKubeClient({ connection, clock, random, fieldManager: "test" });
  const lines: string[] = [];
  const changes: string[] = [];
  const informer = new Informer<Widget>({
    client,
    type: widgets,
    clock,
    random,
    observer: recordingObservers(lines).reflector,
  });
  informer.addHandler((change) => changes.push(`${change.type} ${change.key}`));
  return { clock, server, informer, lines, changes, stop: new AbortController() };
}

function held(informer: Informer<Widget>): readonly string[] {
  return informer.store
    .list()
    .map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`)
    .toSorted();
}

const gone = failure.bind(undefined, 410, "Expired");
const errorFrame = (status: number, reason: string): string =>
  frameText("ERROR", { kind: "Status", status: "Failure", code: status, reason, message: reason });
const bookmark = (resourceVersion: string): string =>
  frameText("BOOKMARK", { kind: "Widget", metadata: { resourceVersion } });
const half = frameText("MODIFIED", widget("a", "300")).slice(0, 60);

interface Row {
  readonly name: string;
  readonly lists?: readonly Fault[];
  readonly watches?: readonly Fault[];
  /** How long it may take to be in step again. */
  readonly withinMs: number;
  /** How many lists it may take in all: 1 where the watch can be resumed. */
  readonly lists_: number;
}

const rows: readonly Row[] = [
  { name: "the first list answers 410", lists: [() => gone()], withinMs: 10, lists_: 2 },
  { name: "the first list answers 503", lists: [() => failure(503, "ServiceUnavailable")], withinMs: 1_000, lists_: 2 },
  {
    name: "the first list answers 429 with Retry-After",
    lists: [() => failure(429, "TooManyRequests", { "retry-after": "3" })],
    withinMs: 4_000,
    lists_: 2,
  },
  { name: "the first list is not JSON", lists: [() => new Response("<html>")], withinMs: 1_000, lists_: 2 },
  { name: "the first list has no version", lists: [() => Response.json({ items: [] })], withinMs: 1_000, lists_: 2 },
  {
    name: "an item of the list has no metadata",
    lists: [() => Response.json({ metadata: { resourceVersion: "1" }, items: [{}] })],
    withinMs: 1_000,
    lists_: 2,
  },
  { name: "the first list never answers", lists: [() => streamOf("", "stalls")], withinMs: 32_000, lists_: 2 },
  { name: "the watch is refused with 410", watches: [() => gone()], withinMs: 10, lists_: 2 },
  {
    name: "the watch ends with a 410 frame",
    watches: [() => streamOf(errorFrame(410, "Expired"), "ends")],
    withinMs: 10,
    lists_: 2,
  },
  {
    name: "the watch is refused with 503",
    watches: [() => failure(503, "ServiceUnavailable")],
    withinMs: 1_000,
    lists_: 1,
  },
  { name: "the watch is refused with 403", watches: [() => failure(403, "Forbidden")], withinMs: 1_000, lists_: 1 },
  {
    name: "the watch is refused with 504, too large resource version",
    watches: [() => failure(504, "Timeout")],
    withinMs: 1_000,
    lists_: 2,
  },
  {
    name: "the watch is refused with 429 and Retry-After",
    watches: [() => failure(429, "TooManyRequests", { "retry-after": "12" })],
    withinMs: 13_000,
    lists_: 1,
  },
  {
    name: "the watch ends with a 500 frame",
    watches: [() => streamOf(errorFrame(500, "InternalError"), "ends")],
    withinMs: 1_000,
    lists_: 1,
  },
  { name: "the watch is closed at once", watches: [() => streamOf("", "ends")], withinMs: 1_000, lists_: 1 },
  {
    name: "the watch is closed after a bookmark",
    watches: [() => streamOf(bookmark("101"), "ends")],
    withinMs: 10,
    lists_: 1,
  },
  { name: "the watch breaks within a frame", watches: [() => streamOf(half, "breaks")], withinMs: 1_000, lists_: 1 },
  { name: "the watch ends within a frame", watches: [() => streamOf(half, "ends")], withinMs: 1_000, lists_: 1 },
  { name: "a frame is not JSON", watches: [() => streamOf("{nonsense}\n", "stalls")], withinMs: 1_000, lists_: 1 },
  {
    name: "a frame has no object",
    watches: [() => streamOf('{"type":"ADDED"}\n', "stalls")],
    withinMs: 1_000,
    lists_: 1,
  },
  {
    name: "a frame is of an unknown type",
    watches: [() => streamOf('{"type":"NEW","object":{}}\n', "stalls")],
    withinMs: 1_000,
    lists_: 1,
  },
  { name: "the watch never answers", watches: [() => streamOf("", "stalls")], withinMs: 4 * minute, lists_: 1 },
  {
    name: "the watch stalls after a bookmark",
    watches: [() => streamOf(bookmark("101"), "stalls")],
    withinMs: 4 * minute,
    lists_: 1,
  },
  {
    name: "six watches in a row break",
    watches: Array.from({ length: 6 }, () => () => streamOf("", "breaks")),
    withinMs: 2 * minute,
    lists_: 2,
  },
];

describe("Informer", () => {
  it.each(rows)("is in step again when $name", async ({ lists = [], watches = [], withinMs, lists_ }) => {
    const { clock, server, informer, changes, lines, stop } = setUp();
    server.put((version) => widget("a", version));
    server.lists.push(...lists);
    server.watches.push(...watches);
    const running = informer.run(stop.signal);
    const faultsOver = await clock.advanceUntil(
      () => informer.hasSynced && server.watches.length === 0 && server.lists.length === 0,
      5 * minute,
    );
    expect(faultsOver).toBe(true);
    server.put((version) => widget("a", version));
    server.put((version) => widget("b", version));
    server.remove("a");
    server.put((version) => widget("c", version, { uid: "second" }));
    expect(await clock.advanceUntil(() => String(held(informer)) === String(server.state), withinMs)).toBe(true);
    expect(server.requests.filter((request) => request === "list").length).toBe(lists_);
    expect(changes[0]).toBe("added default/a");
    expect(changes.toSorted()).toEqual(
      expect.arrayContaining(["added default/b", "added default/c", "deleted default/a"]),
    );
    expect(lines.filter((line) => line.startsWith("failed")).join()).not.toContain("nonsense");
    stop.abort();
    await running;
  });

  it("follows changes, and resumes each watch where the last one ended", async () => {
    const { clock, server, informer, changes, stop } = setUp();
    server.watches.push(() => streamOf(frameText("ADDED", widget("x", "150")) + bookmark("160"), "ends"));
    const running = informer.run(stop.signal);
    await clock.advance(10);
    expect(informer.hasSynced).toBe(true);
    await informer.synced;
    expect(server.requests).toEqual(["list", "watch 100", "watch 160"]);
    expect(changes).toEqual(["added default/x"]);
    stop.abort();
    await running;
  });

  it("goes through an hour without an event by bookmarks or by new watches, without a new list", async () => {
    const { clock, server, informer, stop } = setUp();
    const running = informer.run(stop.signal);
    await clock.advance(60 * minute);
    expect(server.requests.filter((request) => request === "list")).toHaveLength(1);
    expect(server.requests.length).toBeLessThan(40);
    stop.abort();
    await running;
  });

  it("tells a deletion that it missed, and a successor under the same name as another object", async () => {
    const { clock, server, informer, changes, stop } = setUp();
    server.put((version) => widget("a", version));
    server.put((version) => widget("b", version));
    server.watches.push(() => {
      server.remove("b");
      server.put((version) => widget("a", version, { uid: "successor" }));
      return gone();
    });
    const running = informer.run(stop.signal);
    await clock.advance(1000);
    expect(changes.slice(2)).toEqual(["deleted default/a", "added default/a", "deleted default/b"]);
    expect(held(informer)).toEqual(server.state);
    stop.abort();
    await running;
  });

  it("retries ever more slowly, at most every 30 s, for as long as it takes", async () => {
    const { clock, server, informer, lines, stop } = setUp();
    server.lists.push(...Array.from({ length: 40 }, () => () => failure(500, "InternalError")));
    const running = informer.run(stop.signal);
    await clock.advance(5_000);
    expect(server.requests.length).toBeGreaterThanOrEqual(3);
    await clock.advance(40 * minute);
    expect(informer.hasSynced).toBe(true);
    const delays = lines.flatMap((line) => /retry in (\d+)/u.exec(line)?.[1] ?? []).map(Number);
    expect(Math.max(...delays)).toBeLessThanOrEqual(30_000);
    expect(Math.min(...delays.slice(8, 40))).toBeGreaterThanOrEqual(15_000);
    stop.abort();
    await running;
  });

  it("reads a long list page by page, and the whole at once when the server forgot it meanwhile", async () => {
    const { clock, server, informer, stop } = setUp();
    server.put((version) => widget("a", version));
    server.put((version) => widget("b", version));
    const page =
      (name: string, next?: string): Fault =>
      ({ url }) => {
        expect(url.searchParams.get("limit")).toBe("500");
        return Response.json({ metadata: { resourceVersion: "102", continue: next }, items: [widget(name, "101")] });
      };
    server.lists.push(page("a", "token"), () => gone());
    const running = informer.run(stop.signal);
    await clock.advance(10);
    expect(held(informer)).toEqual(["a@101", "b@102"]);
    expect(server.requests).toEqual(["list", "list", "list", "watch 102"]);
    stop.abort();
    await running;
  });

  it("keeps going when a handler throws, and calls the others", async () => {
    const { clock, server, informer, changes, lines, stop } = setUp();
    informer.addHandler(() => {
      throw new Error("oops");
    });
    const late: string[] = [];
    const running = informer.run(stop.signal);
    await clock.advance(0);
    server.put((version) => widget("a", version));
    await clock.advance(0);
    informer.addHandler((change) => late.push(`${change.type} ${change.key}`));
    server.put((version) => widget("a", version));
    await clock.advance(0);
    expect(changes).toEqual(["added default/a", "updated default/a"]);
    expect(late).toEqual(["added default/a", "updated default/a"]);
    expect(lines).toContain("handler failed for default/a: oops");
    stop.abort();
    await running;
  });

  it("watches several namespaces into one store, in sync when all of them are", async () => {
    const clock = new VirtualClock();
    const client = new FakeKubeClient(clock);
    for (const namespace of ["one", "two", "three"]) client.seed(widgets, namespace, { metadata: { name: "a" } });
    let blocked = true;
    client.before.push(({ verb, key }) => {
      if (blocked && verb === "list" && key === "two") throw new Error("not yet");
    });
    const options = {
      client,
      type: widgets,
      clock,
      random: seededRandom(1),
      observer: recordingObservers([]).reflector,
    };
    const informer = new Informer<Widget>({ ...options, namespaces: ["one", "two"] });
    const stop = new AbortController();
    const running = informer.run(stop.signal);
    await clock.advance(10);
    expect([informer.hasSynced, informer.store.size]).toEqual([false, 1]);
    blocked = false;
    await clock.advance(minute);
    expect([informer.hasSynced, informer.store.size]).toEqual([true, 2]);
    expect(client.openWatches).toBe(2);
    stop.abort();
    await running;
    await clock.advance(0);
    expect([client.openWatches, clock.nextTimerInMs]).toEqual([0, undefined]);
  });
});
