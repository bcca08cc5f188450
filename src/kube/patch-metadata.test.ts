import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { isConflict, isNotFound, KubeApiError } from "./kube-error.ts";
import { patchMetadata } from "./patch-metadata.ts";
import { FakeKubeClient } from "./testing/fake-kube-client.ts";
import { widgets, type Widget } from "./testing/sample-objects.ts";

const ref = { namespace: "default", name: "a" };

function setUp(): { client: FakeKubeClient; object: Widget } {
  const client = new FakeKubeClient(new VirtualClock());
  return { client, object: client.seed<Widget>(widgets, "default", { metadata: { name: "a" } }) };
}

describe("patchMetadata", () => {
  it("stores finalizer and annotation in one write", async () => {
    const { client, object } = setUp();
    const change = { addFinalizers: ["x/y"], annotations: { "x/identity": "1/2/3" } };
    const written = await patchMetadata(client, widgets, object, change);
    expect(written.metadata).toMatchObject({ finalizers: ["x/y"], annotations: { "x/identity": "1/2/3" } });
    expect(client.writes).toEqual(["patch widgets default/a"]);
    expect(await patchMetadata(client, widgets, written, change)).toBe(written);
    expect(client.writes).toHaveLength(1);
  });

  it("ends a terminating object with its last finalizer", async () => {
    const { client, object } = setUp();
    const held = await patchMetadata(client, widgets, object, { addFinalizers: ["x/y"] });
    await client.delete(widgets, ref);
    const terminating = await client.get<Widget>(widgets, ref);
    await patchMetadata(client, widgets, terminating, { removeFinalizers: ["x/y"] });
    await expect(client.get(widgets, ref)).rejects.toSatisfy(isNotFound);
    await expect(patchMetadata(client, widgets, held, { removeFinalizers: ["x/y"] })).rejects.toSatisfy(isNotFound);
  });

  it("is a conflict when the object changed since it was read", async () => {
    const { client, object } = setUp();
    await patchMetadata(client, widgets, object, { annotations: { a: "1" } });
    await expect(patchMetadata(client, widgets, object, { annotations: { a: "2" } })).rejects.toSatisfy(isConflict);
  });

  it("is a conflict when the object was deleted and created again", async () => {
    const { client, object } = setUp();
    await client.delete(widgets, ref);
    client.seed(widgets, "default", { metadata: { name: "a" } });
    await expect(patchMetadata(client, widgets, object, { addFinalizers: ["x/y"] })).rejects.toSatisfy(isConflict);
  });

  it("passes on what the server refuses for another reason", async () => {
    const { client, object } = setUp();
    client.before.push(({ verb }) => {
      if (verb === "patch") throw new KubeApiError("metadata.finalizers: Invalid", { status: 422, reason: "Invalid" });
    });
    await expect(patchMetadata(client, widgets, object, { addFinalizers: ["bad"] })).rejects.toThrow("Invalid");
  });
});
