import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../base/json.ts";
import { VirtualClock } from "../../base/virtual-clock.ts";
import { isConflict, isNotFound } from "../../kube/kube-error.ts";
import { FakeKubeClient } from "../../kube/testing/fake-kube-client.ts";
import { appRunnerServiceType } from "../../api/app-runner-service.ts";
import { finalizer, identityAnnotation } from "./annotations.ts";
import { kubeObjectWriter } from "./kube-object-writer.ts";
import type { ManagedResource } from "./managed-resource.ts";

const ref = { namespace: "shop", name: "orders" };

function setUp() {
  const clock = new VirtualClock();
  const client = new FakeKubeClient(clock);
  const writer = kubeObjectWriter<ManagedResource>(client, appRunnerServiceType, clock);
  const resource = client.seed<ManagedResource>(appRunnerServiceType, "shop", {
    metadata: { name: "orders" },
    spec: {},
    status: { observedGeneration: -1 },
  });
  const edit = (spec: JsonObject): Promise<ManagedResource> =>
    client.patch<ManagedResource>(appRunnerServiceType, ref, { type: "merge", body: { spec } });
  return { clock, client, writer, resource, edit };
}

describe("writing an object", () => {
  it("claims it with finalizer and identity in one write", async () => {
    const { client, writer, resource } = setUp();
    const claimed = await writer.claim(resource, "a/b/c");
    expect(claimed.metadata).toMatchObject({ finalizers: [finalizer], annotations: { [identityAnnotation]: "a/b/c" } });
    expect(client.writes).toEqual(["patch apprunnerservices shop/orders"]);
  });

  it("does not claim a version that is old", async () => {
    const { writer, resource, edit } = setUp();
    await edit({ suspend: true });
    await expect(writer.claim(resource, "a/b/c")).rejects.toSatisfy(isConflict);
  });

  it("releases an object that stays, and gives it back", async () => {
    const { writer, resource } = setUp();
    const left = await writer.release(await writer.claim(resource, "a/b/c"));
    expect(left?.metadata.finalizers ?? []).toEqual([]);
    expect(left?.metadata.annotations ?? {}).toEqual({});
  });

  it("releases an object that is going, and tells that it is gone", async () => {
    const { client, writer, resource } = setUp();
    await writer.claim(resource, "a/b/c");
    await client.delete(appRunnerServiceType, ref);
    const going = await client.get<ManagedResource>(appRunnerServiceType, ref);
    expect(await writer.release(going)).toBeUndefined();
    expect(client.peek(appRunnerServiceType, ref)).toBeUndefined();
  });

  it("gives a going object back that somebody else's finalizer keeps", async () => {
    const { client, writer, resource } = setUp();
    await writer.claim(resource, "a/b/c");
    await client.patch(appRunnerServiceType, ref, {
      type: "merge",
      body: { metadata: { finalizers: [finalizer, "x/y"] } },
    });
    await client.delete(appRunnerServiceType, ref);
    const left = await writer.release(await client.get<ManagedResource>(appRunnerServiceType, ref));
    expect(left?.metadata.finalizers).toEqual(["x/y"]);
  });

  it("writes no status that is the same already", async () => {
    const { client, writer, resource } = setUp();
    expect(await writer.writeStatus(resource, { observedGeneration: -1 })).toBe(resource);
    expect(client.writes).toEqual([]);
  });

  it("removes from the status what is gone", async () => {
    const { writer, resource } = setUp();
    const first = await writer.writeStatus(resource, { observedGeneration: 1, arn: "arn" });
    const second = await writer.writeStatus(first, { observedGeneration: 1 });
    expect(second.status).toEqual({ observedGeneration: 1 });
  });

  it("does not record an intent on a version that is old", async () => {
    const { writer, resource, edit } = setUp();
    await edit({ suspend: true });
    await expect(writer.writeStatus(resource, { observedGeneration: 1 })).rejects.toSatisfy(isConflict);
  });

  it("records a result although somebody edited the object meanwhile", async () => {
    const { clock, writer, resource, edit } = setUp();
    await edit({ suspend: true });
    const writing = writer.writeResult(resource, { observedGeneration: 1, arn: "arn" });
    await clock.advance(1000);
    expect(await writing).toMatchObject({
      isNews: true,
      resource: { spec: { suspend: true }, status: { observedGeneration: 1, arn: "arn" } },
    });
  });

  it("records a result on the version that was read, and then there is no news in it", async () => {
    const { writer, resource } = setUp();
    const written = await writer.writeResult(resource, { observedGeneration: 1 });
    expect(written).toMatchObject({ isNews: false, resource: { status: { observedGeneration: 1 } } });
  });

  it("records no result for an object that is gone", async () => {
    const { client, writer, resource } = setUp();
    await client.delete(appRunnerServiceType, ref);
    await expect(writer.writeResult(resource, { observedGeneration: 1 })).rejects.toSatisfy(isNotFound);
  });
});
