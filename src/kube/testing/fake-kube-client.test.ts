import { describe, expect, it } from "vitest";
import { VirtualClock } from "../../base/virtual-clock.ts";
import type { WatchEvent } from "../client.ts";
import { isConflict, isExpired, isNotFound, KubeApiError, KubeTransportError } from "../kube-error.ts";
import { FakeKubeClient } from "./fake-kube-client.ts";
import { widgets, type Widget } from "./sample-objects.ts";

const ref = { namespace: "default", name: "a" };

async function setUp(): Promise<{ clock: VirtualClock; client: FakeKubeClient; object: Widget }> {
  const clock = new VirtualClock();
  const client = new FakeKubeClient(clock);
  const object = await client.create<Widget>(widgets, "default", { metadata: { name: "a" }, spec: { size: 1 } });
  return { clock, client, object };
}

describe("FakeKubeClient", () => {
  it("gives a new object what the server gives it, and no status", async () => {
    const client = new FakeKubeClient(new VirtualClock());
    const created = await client.create<Widget>(widgets, "default", { metadata: { name: "a" }, status: { x: 1 } });
    expect(created).toEqual({
      apiVersion: "example.test/v1",
      kind: "Widget",
      metadata: {
        name: "a",
        namespace: "default",
        uid: "uid-1",
        resourceVersion: "1",
        generation: 1,
        creationTimestamp: "2026-01-01T00:00:00Z",
      },
    });
    expect(await client.get(widgets, ref)).toEqual(created);
    await expect(client.create(widgets, "default", { metadata: { name: "a" } })).rejects.toSatisfy(isConflict);
  });

  it("hands out copies", async () => {
    const { client, object } = await setUp();
    (object.metadata as { name: string }).name = "changed";
    expect((await client.get(widgets, ref)).metadata.name).toBe("a");
  });

  it("moves the generation with the spec, not with metadata or status", async () => {
    const { client } = await setUp();
    const generations = [];
    for (const [body, subresource] of [
      [{ metadata: { labels: { x: "y" } } }, undefined],
      [{ status: { seen: 1 } }, "status"],
      [{ spec: { size: 2 } }, undefined],
      [{ spec: { size: 2 } }, undefined],
    ] as const) {
      const patched = await client.patch<Widget>(widgets, ref, { type: "merge", body }, subresource && { subresource });
      generations.push([patched.metadata.generation, patched.metadata.resourceVersion]);
    }
    expect(generations).toEqual([
      [1, "2"],
      [1, "3"],
      [2, "4"],
      [2, "4"],
    ]);
  });

  it("keeps status and the rest apart", async () => {
    const { client } = await setUp();
    const body = { spec: { size: 9 }, status: { seen: 9 } };
    const main = await client.patch<Widget>(widgets, ref, { type: "merge", body });
    expect([main.spec, main.status]).toEqual([{ size: 9 }, undefined]);
    const status = await client.patch<Widget>(
      widgets,
      ref,
      { type: "merge", body: { spec: { size: 1 }, status: { seen: 1 } } },
      { subresource: "status" },
    );
    expect([status.spec, status.status]).toEqual([{ size: 9 }, { seen: 1 }]);
  });

  it("holds writes to the uid and the resourceVersion that they name", async () => {
    const { client, object } = await setUp();
    const { uid, resourceVersion } = object.metadata;
    const merge = (metadata: { uid?: string; resourceVersion?: string }) =>
      client.patch(widgets, ref, { type: "merge", body: { metadata, spec: { size: 3 } } });
    await expect(merge({ uid: "other" })).rejects.toSatisfy(isConflict);
    await expect(merge({ resourceVersion: "0" })).rejects.toSatisfy(isConflict);
    await merge({ uid, resourceVersion });
    await expect(client.delete(widgets, ref, { resourceVersion })).rejects.toSatisfy(isConflict);
    await expect(client.replace(widgets, ref, { metadata: { name: "a", resourceVersion } })).rejects.toSatisfy(
      isConflict,
    );
    await expect(
      client.patch(widgets, ref, { type: "json", body: [{ op: "test", path: "/metadata/uid", value: "other" }] }),
    ).rejects.toMatchObject({ status: 422 });
  });

  it("keeps a deleted object until its last finalizer has gone", async () => {
    const { clock, client } = await setUp();
    const finalizers = (list: readonly string[]) =>
      client.patch<Widget>(widgets, ref, { type: "merge", body: { metadata: { finalizers: list } } });
    await finalizers(["x/y", "x/z"]);
    await clock.advance(5_000);
    await client.delete(widgets, ref);
    expect((await client.get(widgets, ref)).metadata).toMatchObject({
      deletionTimestamp: "2026-01-01T00:00:05Z",
      generation: 2,
    });
    await client.delete(widgets, ref);
    await finalizers(["x/z"]);
    await finalizers([]);
    await expect(client.get(widgets, ref)).rejects.toSatisfy(isNotFound);
  });

  it("replays history to a watch, follows it, and forgets it on demand", async () => {
    const { clock, client } = await setUp();
    const seen: WatchEvent<Widget>[] = [];
    const stop = new AbortController();
    const options = { namespace: "default", timeoutSeconds: 300, signal: stop.signal };
    const follow = async (resourceVersion: string): Promise<void> => {
      for await (const event of client.watch<Widget>(widgets, { ...options, resourceVersion })) seen.push(event);
    };
    const first = follow("0");
    client.seed(widgets, "elsewhere", { metadata: { name: "a" } });
    await clock.advance(0);
    await client.delete(widgets, ref);
    await clock.advance(0);
    expect(seen.map((event) => event.type)).toEqual(["ADDED", "DELETED"]);
    client.endWatches(new KubeTransportError("cut"));
    await expect(first).rejects.toThrow("cut");
    client.compact();
    await expect(follow("1")).rejects.toSatisfy(isExpired);
    const last = follow("3");
    await clock.advance(0);
    expect(client.openWatches).toBe(1);
    stop.abort(new Error("enough"));
    await expect(last).rejects.toThrow("enough");
    expect(client.openWatches).toBe(0);
  });

  it("lets a call fail before it acts, or lose its reply after", async () => {
    const { client } = await setUp();
    let left = 1;
    client.before.push(({ verb }) => {
      if (verb === "delete" && left-- === 1) throw new KubeApiError("busy", { status: 503, reason: "" });
    });
    await expect(client.delete(widgets, ref)).rejects.toThrow("busy");
    client.after.push(({ verb }) => {
      if (verb === "delete") throw new KubeTransportError("lost");
    });
    await expect(client.delete(widgets, ref)).rejects.toThrow("lost");
    await expect(client.get(widgets, ref)).rejects.toSatisfy(isNotFound);
    expect(client.writes).toEqual(["create widgets default/a", "delete widgets default/a", "delete widgets default/a"]);
  });
});
