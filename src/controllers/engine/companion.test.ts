import { beforeEach, describe, expect, it } from "vitest";
import { VirtualClock } from "../../base/virtual-clock.ts";
import type { KubeObject, ResourceType } from "../../kube/client.ts";
import { KubeApiError } from "../../kube/kube-error.ts";
import { FakeKubeClient } from "../../kube/testing/fake-kube-client.ts";
import { companionKeeper } from "./companion.ts";
import { managed } from "./testing/managed.ts";

const type: ResourceType = { group: "example.org", version: "v1", plural: "notes", kind: "Note", namespaced: true };
const resource = managed({ name: "orders" });
const ref = { namespace: "shop", name: "orders" };
const wanted = { spec: { lines: ["a", "b"] } };

let client: FakeKubeClient;

beforeEach(() => {
  client = new FakeKubeClient(new VirtualClock());
});

function note(): (KubeObject & { readonly spec?: unknown }) | undefined {
  return client.peek(type, ref);
}

/** The object as somebody else would have made it, or with that owner. */
function seed(spec: { readonly lines: readonly string[]; readonly more?: string }, uid?: string): void {
  const ownerReferences = uid === undefined ? {} : { ownerReferences: [{ uid }] };
  client.seed(type, "shop", {
    metadata: { name: "orders", ...ownerReferences },
    spec: { ...spec, lines: [...spec.lines] },
  });
}

/** From now on everything that writes is answered with an error. */
function refuse(status: number): void {
  client.before.push(({ verb }) => {
    if (verb === "get") return;
    throw new KubeApiError(`notes are refused with ${status}`, { status, reason: "" });
  });
}

describe("what is kept beside an object", () => {
  it("is made with the object as its owner, and then left as it is", async () => {
    const keeper = companionKeeper(client);
    const kept = { name: "orders", problem: undefined };
    expect(await keeper.keep(type, resource, { desired: wanted, kept: undefined })).toEqual(kept);
    expect(note()).toMatchObject({ metadata: { ownerReferences: [{ uid: "uid-1", name: "orders" }] }, ...wanted });
    expect(await keeper.keep(type, resource, { desired: wanted, kept: "orders" })).toEqual(kept);
    expect(client.writes).toEqual(["create notes shop/orders"]);
  });

  it("is put right when somebody changed or added something", async () => {
    seed({ lines: ["c"], more: "x" }, "uid-1");
    await companionKeeper(client).keep(type, resource, { desired: wanted, kept: "orders" });
    expect(note()?.spec).toEqual(wanted.spec);
  });

  it("is not written over a change that was not seen", async () => {
    seed({ lines: ["c"] }, "uid-1");
    let isFirst = true;
    client.after.push(async ({ verb }) => {
      if (verb !== "get" || !isFirst) return;
      isFirst = false;
      await client.patch(type, ref, { type: "merge", body: { spec: { lines: ["d"] } } });
    });
    const kept = companionKeeper(client).keep(type, resource, { desired: wanted, kept: "orders" });
    await expect(kept).rejects.toMatchObject({ status: 409 });
  });

  it("is taken away when it is not wanted any more, and only if it is the object's own", async () => {
    seed(wanted.spec, "uid-1");
    await companionKeeper(client).keep(type, resource, { desired: undefined, kept: "orders" });
    expect(note()).toBeUndefined();
    seed(wanted.spec, "uid-2");
    await companionKeeper(client).keep(type, resource, { desired: undefined, kept: "orders" });
    expect(note()).toBeDefined();
  });

  it.each([undefined, "uid-2"])("leaves alone what has another owner (%s)", async (owner) => {
    seed({ lines: [] }, owner);
    const { name, problem } = await companionKeeper(client).keep(type, resource, { desired: wanted, kept: undefined });
    expect(name).toBeUndefined();
    expect(problem).toContain("is not this object's");
    expect(client.writes).toEqual([]);
  });

  it.each([400, 403, 405, 422])("is told when the API refuses it with %i, and not lost sight of", async (status) => {
    refuse(status);
    const result = await companionKeeper(client).keep(type, resource, { desired: wanted, kept: "orders" });
    expect(result.name).toBe("orders");
    expect(result.problem).toContain(`refused with ${status}`);
  });

  it.each([409, 429, 500])("is tried again after %i", async (status) => {
    refuse(status);
    const kept = companionKeeper(client).keep(type, resource, { desired: wanted, kept: undefined });
    await expect(kept).rejects.toMatchObject({ status });
  });
});

describe("what was kept beside an object that goes", () => {
  it("goes with it", async () => {
    seed(wanted.spec, "uid-1");
    await companionKeeper(client).part(type, resource, "orders", "goes");
    expect(note()).toBeUndefined();
  });

  it("stays without an owner where it is to stay", async () => {
    seed(wanted.spec, "uid-1");
    await companionKeeper(client).part(type, resource, "orders", "stays");
    expect(note()?.metadata).not.toHaveProperty("ownerReferences");
  });

  it("is left alone when it is somebody else's", async () => {
    seed(wanted.spec, "uid-2");
    await companionKeeper(client).part(type, resource, "orders", "goes");
    expect(client.writes).toEqual([]);
  });

  it("does not keep the object where it may not be written, unless it is to stay", async () => {
    seed(wanted.spec, "uid-1");
    refuse(403);
    expect(await companionKeeper(client).part(type, resource, "orders", "goes")).toBeUndefined();
    expect(await companionKeeper(client).part(type, resource, "orders", "stays")).toMatch(
      /orders is to stay, and the Kubernetes API refuses to free it: /,
    );
  });
});
