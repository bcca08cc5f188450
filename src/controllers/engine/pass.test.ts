import { describe, expect, it } from "vitest";
import { appRunnerServiceType } from "../../api/app-runner-service.ts";
import { AwsError } from "../../aws/aws-error.ts";
import { identityAnnotation } from "./annotations.ts";
import type { ManagedResource } from "./managed-resource.ts";
import { Bench, ref } from "./testing/bench.ts";

const elsewhere = { metadata: { annotations: { [identityAnnotation]: "444455556666/eu-west-1/orders" } } };

/** A bench whose object was changed in that way before the first pass. */
async function benchWith(...patches: readonly Parameters<Bench["patch"]>[0][]): Promise<Bench> {
  const bench = new Bench();
  for (const patch of patches) await bench.patch(patch);
  bench.catchUp();
  return bench;
}

async function deleteObject(bench: Bench): Promise<void> {
  await bench.client.delete(appRunnerServiceType, ref);
  bench.catchUp();
}

function object(bench: Bench): ManagedResource | undefined {
  return bench.client.peek<ManagedResource>(appRunnerServiceType, ref);
}

function synced(bench: Bench): string | undefined {
  return object(bench)?.status?.conditions?.find(({ type }) => type === "Synced")?.reason;
}

describe("a pass", () => {
  it("looks at nothing when the account does not grant what the object asks for, and says so", async () => {
    const bench = await benchWith({ spec: { adoption: { policy: "IfUnowned" } } });
    bench.denial = (requests) => requests.map(({ path }) => `not ${path}`).join();
    expect(await bench.looks()).toBe(0);
    expect(bench.ready).toBe("NotGranted");
    const ready = object(bench)?.status?.conditions?.find(({ type }) => type === "Ready");
    expect(ready?.message).toContain("not adoption.policy");
  });

  it("is due when what the account says has changed, and not before", async () => {
    const bench = await benchWith();
    expect(await bench.looks()).toBe(1);
    bench.catchUp();
    expect(await bench.looks()).toBe(0);
    bench.digest = "other";
    expect(await bench.looks()).toBe(1);
  });

  it.each([
    { title: "has none", spec: {}, effective: "ReportDrift" },
    { title: "has one", spec: { managementPolicy: "Manage" }, effective: "Manage" },
  ])("takes the account's policy for an object that $title of its own into account", async ({ spec, effective }) => {
    const bench = await benchWith({ spec });
    bench.defaults = { managementPolicy: "ReportDrift" };
    let seen: string | undefined;
    const { decide } = bench.fake;
    bench.fake.decide = (resource) => {
      seen = resource.spec.managementPolicy;
      return decide(resource);
    };
    await bench.reconcile();
    expect(seen).toBe(effective);
  });

  it("does nothing when account, region or name are not those that the object was first seen with", async () => {
    const bench = await benchWith(elsewhere);
    expect(await bench.looks()).toBe(0);
    expect(bench.ready).toBe("IdentityChanged");
  });

  it("looks at nothing while the object is suspended, and does not come again by itself", async () => {
    const bench = await benchWith({ spec: { suspend: true } });
    expect(await bench.looks()).toBe(0);
    expect(synced(bench)).toBe("Suspended");
    await bench.clock.advance(30 * 24 * 3_600_000);
    bench.catchUp();
    expect(await bench.looks()).toBe(0);
  });

  it("holds the deletion of a suspended object", async () => {
    const bench = await benchWith({ spec: { suspend: true } });
    await deleteObject(bench);
    await bench.reconcile();
    expect(object(bench)?.metadata.deletionTimestamp).toBeDefined();
    expect(synced(bench)).toBe("Suspended");
  });

  it.each<{ title: string; patch: Parameters<Bench["patch"]>[0] }>([
    { title: "is suspended", patch: { spec: { suspend: true, deletionPolicy: "Retain" } } },
    { title: "leads to another account", patch: { ...elsewhere, spec: { deletionPolicy: "Retain" } } },
  ])("lets an object go that is to leave its resource, also when it $title", async ({ patch }) => {
    const bench = await benchWith(patch);
    await deleteObject(bench);
    expect(await bench.looks()).toBe(0);
    expect(object(bench)).toBeUndefined();
  });

  it.each<{ title: string; patch: Parameters<Bench["patch"]>[0] }>([
    { title: "its region is another one", patch: elsewhere },
    { title: "it is suspended", patch: { spec: { suspend: true } } },
  ])("lets an object with managementPolicy Observe go without a look at AWS, also when $title", async ({ patch }) => {
    const bench = await benchWith(patch, { spec: { managementPolicy: "Observe" } });
    await deleteObject(bench);
    expect(await bench.looks()).toBe(0);
    expect(object(bench)).toBeUndefined();
  });

  it.each<{ title: string; decision: ReturnType<Bench["fake"]["decide"]> }>([
    { title: "release the object", decision: { type: "release", because: "nothing is there" } },
    { title: "claim it", decision: { type: "claim" } },
    {
      title: "create the resource",
      decision: {
        type: "call",
        call: { operation: "CreateService", input: { ServiceName: "orders", SourceConfiguration: {} } },
        because: "nothing is there",
        outcome: { reason: "Creating", message: "", requeueAfterMs: 1000 },
        memory: {},
      },
    },
  ])("does not $title when the credentials became another account's while it looked", async ({ decision }) => {
    const bench = await benchWith();
    const before = object(bench);
    bench.fake.decide = () => decision;
    bench.fake.meanwhile = () => void (bench.account = "444455556666");
    await bench.reconcile();
    expect(object(bench)).toEqual(before);
    await bench.reconcile();
    expect(bench.ready).toBe("IdentityChanged");
    expect(bench.fake.observations).toBe(1);
  });

  it.each([
    { errorClass: "accessDenied", attempts: 1 },
    { errorClass: "credentials", attempts: 1 },
    { errorClass: "transient", attempts: 5 },
  ] as const)(
    "lets an object go that is to leave its resource when AWS answers $errorClass, at attempt $attempts",
    async ({ errorClass, attempts }) => {
      const bench = await benchWith({ spec: { deletionPolicy: "Retain" } });
      await deleteObject(bench);
      bench.fake.meanwhile = () => {
        throw new AwsError("no", { errorClass, code: "X", operation: "DescribeService" });
      };
      let made = 0;
      for (; object(bench) !== undefined && made < 10; made++) {
        await bench.reconcile();
        bench.catchUp();
        await bench.clock.advance(300_000);
      }
      expect(made).toBe(attempts);
    },
  );

  it("keeps an object whose resource is to be deleted when AWS cannot be asked", async () => {
    const bench = await benchWith();
    await deleteObject(bench);
    bench.fake.meanwhile = () => {
      throw new AwsError("no", { errorClass: "credentials", code: "X", operation: "DescribeService" });
    };
    await bench.reconcile();
    expect(object(bench)).toBeDefined();
    expect(bench.ready).toBe("CredentialsInvalid");
  });

  it("leaves an object alone that goes and is not claimed", async () => {
    const bench = await benchWith({ metadata: { finalizers: ["somebody/else"] } });
    await deleteObject(bench);
    const writes = bench.client.writes.length;
    expect(await bench.looks()).toBe(0);
    expect(bench.client.writes).toHaveLength(writes);
  });
});
