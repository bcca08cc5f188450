import { describe, expect, it } from "vitest";
import { appRunnerServiceType } from "../../api/app-runner-service.ts";
import { AwsError } from "../../aws/aws-error.ts";
import { reconcileAnnotation } from "./annotations.ts";
import type { ManagedResource } from "./managed-resource.ts";
import { arn, Bench, key, ref } from "./testing/bench.ts";
import { fakeKind } from "./testing/fake-kind.ts";

describe("whether a key needs a pass", () => {
  it("needs one the first time", async () => {
    const bench = new Bench();
    expect(await bench.looks()).toBe(1);
    expect(bench.ready).toBe("Running");
  });

  it.each<{ title: string; change: (bench: Bench) => Promise<void> | void; looks: number }>([
    { title: "none for our own write that the cache has not seen", change: () => undefined, looks: 0 },
    { title: "none for our own write when the cache sees it", change: (bench) => bench.catchUp(), looks: 0 },
    { title: "none for a label", change: (bench) => bench.patch({ metadata: { labels: { a: "1" } } }), looks: 0 },
    {
      title: "none for an annotation of somebody else's",
      change: (bench) => bench.patch({ metadata: { annotations: { a: "1" } } }),
      looks: 0,
    },
    { title: "one for an edit", change: (bench) => bench.patch({ spec: { region: "eu-west-1" } }), looks: 1 },
    {
      title: "one for a status that somebody edited",
      change: (bench) => bench.patch({ status: { arn: "other" } }, "status"),
      looks: 1,
    },
    {
      title: "one for a requested look",
      change: (bench) => bench.patch({ metadata: { annotations: { [reconcileAnnotation]: "now" } } }),
      looks: 1,
    },
    {
      title: "one for a finalizer that somebody took off",
      change: (bench) => bench.patch({ metadata: { finalizers: null } }),
      looks: 1,
    },
    { title: "one for a deletion", change: (bench) => bench.client.delete(appRunnerServiceType, ref), looks: 1 },
    { title: "none before its time has come", change: (bench) => bench.clock.advance(3_599_999), looks: 0 },
    { title: "one when its time has come", change: (bench) => bench.clock.advance(3_600_000), looks: 1 },
  ])("needs $title", async ({ change, looks }) => {
    const bench = new Bench();
    await bench.reconcile();
    const isUnseen = change.length === 0;
    await change(bench);
    if (!isUnseen) bench.catchUp();
    expect(await bench.looks()).toBe(looks);
  });

  it("asks to be woken when the time has come that is left", async () => {
    const bench = new Bench();
    await bench.reconcile();
    bench.catchUp();
    await bench.clock.advance(600_000);
    expect(await bench.reconcile()).toEqual({ requeueAfterMs: 3_000_000 });
  });

  it("needs none for an object that is gone", async () => {
    const bench = new Bench();
    await bench.reconcile();
    bench.store.remove(key);
    expect(await bench.reconcile()).toEqual({});
    expect(bench.fake.observations).toBe(1);
  });
});

describe("which version of the object a pass is made on", () => {
  it("is the server's when the cache shows one that our own write has replaced", async () => {
    const bench = new Bench();
    await bench.reconcile();
    await bench.patch({ spec: { suspend: true } });
    await bench.clock.advance(3_600_000);
    const seen: unknown[] = [];
    bench.fake.decide = ({ spec }) => {
      seen.push(spec);
      return { type: "release", because: "test" };
    };
    await bench.reconcile();
    expect(bench.client.calls.map(({ verb }) => verb)).toContain("get");
    expect(seen).toEqual([]); // suspended, as the server says, so nothing was decided
    expect(bench.client.peek<ManagedResource>(appRunnerServiceType, ref)?.spec).toEqual({ suspend: true });
  });

  it("is none when the object was deleted and made again meanwhile", async () => {
    const bench = new Bench();
    await bench.reconcile();
    await bench.patch({ metadata: { finalizers: null } });
    await bench.client.delete(appRunnerServiceType, ref);
    bench.client.seed(appRunnerServiceType, "shop", { metadata: { name: "orders" }, spec: {} });
    await bench.clock.advance(3_600_000);
    expect(await bench.looks()).toBe(0);
  });

  it("is not acted on when somebody edits the object while it is looked at; it comes again", async () => {
    const bench = new Bench();
    bench.fake.meanwhile = () => bench.patch({ spec: { region: "eu-west-1" } });
    bench.fake.decide = () => ({
      type: "call",
      call: { operation: "DeleteService", input: { ServiceArn: arn } },
      because: "test",
      outcome: { reason: "Deleting", message: "", requeueAfterMs: 0 },
      memory: {},
    });
    expect(await bench.reconcile()).toEqual({ requeueAfterMs: 1000 });
    bench.fake.meanwhile = () => undefined;
    bench.fake.decide = fakeKind(arn).decide;
    bench.catchUp();
    expect(await bench.looks()).toBe(1);
  });
});

describe("what the fleet sweep sees", () => {
  it.each([
    { title: "another status", status: "OPERATION_IN_PROGRESS" },
    { title: "that it is gone", status: undefined },
  ])("of a service, $title, wakes the key and makes a pass", async ({ status }) => {
    const bench = new Bench();
    await bench.reconcile();
    bench.catchUp();
    expect(bench.reconciler.noticeFlip(arn, status)).toEqual([key]);
    expect(await bench.looks()).toBe(1);
    bench.catchUp();
    expect(await bench.looks()).toBe(0);
  });

  it("that is known already wakes nobody", async () => {
    const bench = new Bench();
    await bench.reconcile();
    bench.catchUp();
    expect(bench.reconciler.noticeFlip(arn, "RUNNING")).toEqual([]);
  });

  it("of a service that is nobody's wakes nobody", async () => {
    const bench = new Bench();
    await bench.reconcile();
    bench.catchUp();
    expect(bench.reconciler.noticeFlip(`${arn}2`, "PAUSED")).toEqual([]);
  });
});

describe("a pass that fails", () => {
  it("for AWS is told in the conditions, and comes again later each time", async () => {
    const bench = new Bench();
    bench.fake.meanwhile = () => {
      throw new AwsError("no answer", { errorClass: "transient", code: "X", operation: "DescribeService" });
    };
    for (const requeueAfterMs of [2000, 4000, 8000]) {
      expect(await bench.reconcile()).toEqual({ requeueAfterMs });
      bench.catchUp();
      await bench.clock.advance(requeueAfterMs);
    }
    bench.fake.meanwhile = () => undefined;
    await bench.reconcile();
    expect(bench.ready).toBe("Running");
  });

  it("for a defect tells so without any value that must not be shown", async () => {
    const bench = new Bench();
    bench.fake.decide = () => {
      throw new Error("cannot read hunter2");
    };
    await expect(bench.reconcile()).rejects.toThrow();
    expect(bench.defects).toHaveLength(1);
    expect(bench.defects.join()).not.toContain("hunter2");
    expect(bench.ready).toBe("InternalError");
  });

  it("because another process leads makes no call, and leaves the rest to that process", async () => {
    const bench = new Bench();
    bench.leads = false;
    bench.fake.decide = () => ({
      type: "call",
      call: { operation: "DeleteService", input: { ServiceArn: arn } },
      because: "test",
      outcome: { reason: "Deleting", message: "", requeueAfterMs: 0 },
      memory: {},
    });
    expect(await bench.reconcile()).toEqual({});
    expect(bench.defects).toEqual([]);
  });
});
