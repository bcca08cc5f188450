import { describe, expect, it } from "vitest";
import { seededRandom } from "../base/random.ts";
import { VirtualClock } from "../base/virtual-clock.ts";
import type { KubeObject } from "./client.ts";
import { events, type Happening } from "./event.ts";
import { EventRecorder } from "./event-recorder.ts";
import { KubeApiError, KubeTransportError } from "./kube-error.ts";
import { FakeKubeClient } from "./testing/fake-kube-client.ts";
import { recordingObservers } from "./testing/recording-observers.ts";
import { widget } from "./testing/sample-objects.ts";

interface StoredEvent extends KubeObject {
  readonly note: string;
  readonly eventTime: string;
  readonly series?: { readonly count: number; readonly lastObservedTime: string };
}

interface Setup {
  readonly clock: VirtualClock;
  readonly client: FakeKubeClient;
  readonly recorder: EventRecorder;
  readonly lines: string[];
  record(more?: Partial<Happening>): void;
  stored(): Promise<readonly StoredEvent[]>;
}

const minute = 60_000;

function setUp(): Setup {
  const clock = new VirtualClock();
  const client = new FakeKubeClient(clock);
  const lines: string[] = [];
  const recorder = new EventRecorder({
    client,
    clock,
    random: seededRandom(3),
    reporter: { controller: "example.test/operator", instance: "pod-1" },
    observer: recordingObservers(lines).event,
  });
  return {
    clock,
    client,
    recorder,
    lines,
    record: (more) =>
      recorder.record({
        regarding: widget("a", "7"),
        type: "Normal",
        reason: "Created",
        action: "Create",
        note: "made it",
        ...more,
      }),
    stored: async () => (await client.list<StoredEvent>(events)).items,
  };
}

describe("EventRecorder", () => {
  it("writes an event that kubectl finds by the object's UID", async () => {
    const { clock, client, record } = setUp();
    record();
    await clock.advance(0);
    expect(client.calls).toHaveLength(1);
    expect(client.calls[0]).toMatchObject({
      verb: "create",
      resource: "events",
      body: {
        apiVersion: "events.k8s.io/v1",
        kind: "Event",
        metadata: { namespace: "default", name: expect.stringMatching(/^a\.[0-9a-f]{16}$/u) as unknown },
        eventTime: "2026-01-01T00:00:00.000000Z",
        reportingController: "example.test/operator",
        reportingInstance: "pod-1",
        type: "Normal",
        reason: "Created",
        action: "Create",
        note: "made it",
        regarding: {
          apiVersion: "example.test/v1",
          kind: "Widget",
          namespace: "default",
          name: "a",
          uid: "uid-of-a",
          resourceVersion: "7",
        },
      },
    });
  });

  it("counts repetitions on the first event: at the second, every half hour, and at the end", async () => {
    const { clock, client, record, stored } = setUp();
    record();
    await clock.advance(1_000);
    record({ note: "made it again" });
    await clock.advance(0);
    expect((await stored())[0]?.series).toEqual({ count: 2, lastObservedTime: "2026-01-01T00:00:01.000000Z" });
    for (let index = 0; index < 30; index++) {
      record();
      await clock.advance(minute);
    }
    expect(client.writes).toHaveLength(2);
    record();
    await clock.advance(3 * minute);
    expect(client.writes).toHaveLength(3);
    record();
    await clock.advance(8 * minute);
    expect(client.writes).toHaveLength(4);
    const [event, ...others] = await stored();
    expect([event?.series?.count, event?.note, others]).toEqual([34, "made it", []]);
    record();
    await clock.advance(0);
    expect((await stored()).map(({ series }) => series?.count)).toEqual([34, undefined]);
    await clock.advance(60 * minute);
    expect([client.writes.length, clock.nextTimerInMs]).toEqual([5, undefined]);
  });

  it.each<[string, Partial<Happening>]>([
    ["another object", { regarding: widget("a", "7", { uid: "other" }) }],
    ["another reason", { reason: "Updated" }],
    ["another action", { action: "Adopt" }],
    ["another type", { type: "Warning" }],
    ["another related object", { related: widget("b", "1") }],
    ["another occasion", { occasion: "operation-2" }],
  ])("does not count %s as a repetition", async (_name, more) => {
    const { clock, record, stored } = setUp();
    record();
    record(more);
    await clock.advance(0);
    expect((await stored()).map(({ series }) => series)).toEqual([undefined, undefined]);
  });

  it("puts events of objects without a namespace into default", async () => {
    const { clock, client, record } = setUp();
    const { namespace: _none, ...metadata } = widget("a", "7").metadata;
    record({ regarding: { ...widget("a", "7"), metadata } });
    await clock.advance(0);
    expect(client.writes[0]).toMatch(/^create events default\/a\./u);
  });

  it.each([
    ["short", "short"],
    ["x".repeat(2000), `${"x".repeat(1021)}...`],
    ["é".repeat(600), `${"é".repeat(510)}...`],
  ])("cuts the note to 1024 bytes between characters (%#)", async (note, expected) => {
    const { clock, record, stored } = setUp();
    record({ note });
    await clock.advance(0);
    expect((await stored())[0]?.note).toBe(expected);
  });

  it("gives one object 25 events at once and then one in five minutes, and does not starve the others", async () => {
    const { clock, record, stored, lines } = setUp();
    for (let index = 0; index < 40; index++) record({ occasion: String(index) });
    record({ regarding: widget("b", "1") });
    await clock.advance(0);
    expect(await stored()).toHaveLength(26);
    expect(lines).toEqual(Array.from({ length: 15 }, () => "dropped rate-limited"));
    await clock.advance(5 * minute);
    record({ occasion: "x" });
    record({ occasion: "y" });
    await clock.advance(0);
    expect(await stored()).toHaveLength(27);
  });

  it("drops what does not fit into the queue, without waiting or throwing", async () => {
    const { clock, client, record, lines } = setUp();
    client.before.push(() => new Promise(() => undefined));
    for (let index = 0; index < 1_010; index++) record({ regarding: widget(`w${index}`, "1") });
    expect(lines).toEqual(Array.from({ length: 9 }, () => "dropped queue-full"));
    await clock.advance(0);
    expect(client.calls).toHaveLength(1);
  });

  it("waits for a server that is away, and writes once when a reply was lost", async () => {
    const { clock, client, record, stored, lines } = setUp();
    let away = 5;
    let lost = 1;
    client.before.push(() => {
      if (away-- > 0) throw new KubeTransportError("refused");
    });
    client.after.push(({ verb }) => {
      if (verb === "create" && lost-- > 0) throw new KubeTransportError("reset");
    });
    record();
    await clock.advance(2 * minute);
    away = 0;
    expect(await stored()).toHaveLength(1);
    expect(lines).toEqual([]);
  });

  it("drops an event that the server refuses, and goes on with the next", async () => {
    const { clock, client, record, stored, lines } = setUp();
    let refusals = 1;
    client.before.push(() => {
      if (refusals-- > 0) throw new KubeApiError("namespace is being terminated", { status: 403, reason: "Forbidden" });
    });
    record();
    record({ reason: "Updated" });
    await clock.advance(0);
    expect(lines).toEqual(["dropped refused: namespace is being terminated"]);
    expect(await stored()).toHaveLength(1);
    record();
    await clock.advance(0);
    expect(await stored()).toHaveLength(2);
  });

  it("begins a new event when the server has forgotten the first", async () => {
    const { clock, client, record, stored } = setUp();
    record();
    await clock.advance(0);
    const [first] = await stored();
    await client.delete(events, { namespace: "default", name: first?.metadata.name ?? "" });
    record();
    await clock.advance(0);
    const after = await stored();
    expect(after.map(({ series }) => series?.count)).toEqual([2]);
    expect(after[0]?.metadata.name).not.toBe(first?.metadata.name);
  });

  it("counts a repetition that comes while the first is being written", async () => {
    const { clock, client, record, stored } = setUp();
    client.before.push(({ verb }) =>
      verb === "create" ? new Promise<void>((go) => void clock.setTimer(500, go)) : undefined,
    );
    record();
    await clock.advance(100);
    record();
    await clock.advance(1_000);
    expect((await stored()).map(({ series }) => series?.count)).toEqual([2]);
  });

  it("writes counts that are outstanding when it is stopped, and nothing after", async () => {
    const { clock, record, recorder, stored, lines } = setUp();
    record();
    await clock.advance(0);
    for (let index = 0; index < 5; index++) record();
    await clock.advance(0);
    record();
    let stopped = false;
    void recorder.stop(1_000).then(() => (stopped = true));
    await clock.advance(0);
    expect([stopped, (await stored())[0]?.series?.count]).toEqual([true, 7]);
    record();
    expect(lines).toEqual(["dropped stopped"]);
    expect(clock.nextTimerInMs).toBeUndefined();
  });

  it("stops within its time though the server does not answer", async () => {
    const { clock, client, record, recorder, lines } = setUp();
    client.before.push(() => {
      throw new KubeTransportError("refused");
    });
    record();
    record({ reason: "Updated" });
    let stopped = false;
    void recorder.stop(1_000).then(() => (stopped = true));
    await clock.advance(1_000);
    expect(stopped).toBe(true);
    await clock.advance(0);
    expect(lines).toEqual(["dropped stopped", "dropped stopped"]);
  });
});
