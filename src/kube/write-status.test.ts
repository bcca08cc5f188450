import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { isConflict, isNotFound, KubeApiError, KubeTransportError } from "./kube-error.ts";
import { FakeKubeClient } from "./testing/fake-kube-client.ts";
import { widgets, type Widget } from "./testing/sample-objects.ts";
import { rebaseStatus, writeStatus } from "./write-status.ts";

const ref = { namespace: "default", name: "a" };

function setUp(): { clock: VirtualClock; client: FakeKubeClient; object: Widget } {
  const clock = new VirtualClock();
  const client = new FakeKubeClient(clock);
  const object = client.seed<Widget>(widgets, "default", {
    metadata: { name: "a" },
    spec: { size: 1 },
    status: { phase: "new", seen: 1 },
  });
  return { clock, client, object };
}

/** Changes the spec, as a person would meanwhile. */
async function edit(client: FakeKubeClient): Promise<void> {
  await client.patch(widgets, ref, { type: "merge", body: { spec: { size: 2 } } });
}

async function recreate(client: FakeKubeClient): Promise<void> {
  await client.delete(widgets, ref);
  client.seed(widgets, "default", { metadata: { name: "a" } });
}

describe("writeStatus", () => {
  it("sends what differs, with uid and resourceVersion as preconditions", async () => {
    const { client, object } = setUp();
    const written = await writeStatus(client, widgets, object, { phase: "old", arn: "x" });
    expect(written.status).toEqual({ phase: "old", arn: "x" });
    const { uid, resourceVersion } = object.metadata;
    expect(client.calls).toEqual([
      {
        verb: "patch",
        resource: "widgets",
        key: "default/a",
        subresource: "status",
        body: { metadata: { uid, resourceVersion }, status: { phase: "old", seen: null, arn: "x" } },
      },
    ]);
  });

  it("makes no call when nothing differs", async () => {
    const { client, object } = setUp();
    expect(await writeStatus(client, widgets, object, { seen: 1, phase: "new" })).toBe(object);
    expect(client.calls).toEqual([]);
  });

  it.each([
    ["changed since it was read", edit],
    ["was deleted and created again", recreate],
  ])("is a conflict when the object %s", async (_name, meanwhile) => {
    const { client, object } = setUp();
    await meanwhile(client);
    await expect(writeStatus(client, widgets, object, { phase: "old" })).rejects.toSatisfy(isConflict);
  });
});

describe("rebaseStatus", () => {
  async function run(fault: (client: FakeKubeClient) => Promise<void> | void): Promise<unknown> {
    const { clock, client, object } = setUp();
    await fault(client);
    let outcome: unknown;
    void rebaseStatus({ client, clock }, widgets, object, { phase: "new", seen: 1, arn: "x" }).then(
      (written) => (outcome = written.status),
      (error: unknown) => (outcome = error),
    );
    await clock.advanceUntil(() => outcome !== undefined, 600_000);
    return outcome;
  }

  const failing = (times: number, error: Error, when: "before" | "after") => (client: FakeKubeClient) => {
    let left = times;
    client[when].push(({ verb }) => {
      if (verb === "patch" && left-- > 0) throw error;
    });
  };

  it.each<[string, (client: FakeKubeClient) => Promise<void> | void]>([
    ["nothing happened", () => undefined],
    ["the object changed meanwhile", edit],
    ["the server was away for a moment", failing(2, new KubeTransportError("refused"), "before")],
    ["the reply was lost", failing(1, new KubeTransportError("reset"), "after")],
    [
      "the server was overloaded",
      failing(3, new KubeApiError("", { status: 429, reason: "", retryAfterMs: 1000 }), "before"),
    ],
  ])("writes the result when %s", async (_name, fault) => {
    expect(await run(fault)).toEqual({ phase: "new", seen: 1, arn: "x" });
  });

  it("keeps what another writer changed beside it", async () => {
    const other = async (client: FakeKubeClient): Promise<void> => {
      const patch = { type: "merge", body: { status: { seen: 2, note: "hi" } } } as const;
      await client.patch(widgets, ref, patch, { subresource: "status" });
    };
    expect(await run(other)).toEqual({ phase: "new", seen: 2, note: "hi", arn: "x" });
  });

  it("does not write onto a successor of the same name", async () => {
    expect(await run(recreate)).toSatisfy(isNotFound);
  });

  it.each([
    ["what the server refuses", new KubeApiError("no", { status: 422, reason: "Invalid" }), 1],
    ["a conflict without end", new KubeApiError("no", { status: 409, reason: "Conflict" }), 5],
    ["an absence without end", new KubeTransportError("no"), 5],
  ])("gives up on %s after %s, having tried %i times", async (_name, error, times) => {
    let tries = 0;
    const outcome = await run((client) => {
      client.before.push(({ verb }) => {
        if (verb !== "patch") return;
        tries++;
        throw error;
      });
    });
    expect([outcome, tries]).toEqual([error, times]);
  });
});
