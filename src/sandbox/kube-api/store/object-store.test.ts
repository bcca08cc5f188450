import { describe, expect, it } from "vitest";
import type { DraftObject } from "../objects/kube-object.ts";
import { ObjectStore, type Change, type ObjectKey } from "./object-store.ts";

const key = (name: string): ObjectKey => ({ resource: "things", namespace: "n", name });
const thing = (name: string, value: number): DraftObject => ({
  apiVersion: "v1",
  kind: "Thing",
  metadata: { name, namespace: "n", uid: name, creationTimestamp: "2026-01-01T00:00:00Z" },
  value,
});
const values = (objects: readonly { readonly [member: string]: unknown }[]): unknown[] =>
  objects.map((object) => object["value"]);

describe("ObjectStore", () => {
  it("numbers every write, also a removal", () => {
    const store = new ObjectStore(10);
    const before = store.revision;
    store.put(key("a"), thing("a", 1));
    const removed = store.remove(key("a"), thing("a", 1));
    expect([store.revision - before, removed.metadata.resourceVersion]).toEqual([2, `${store.revision}`]);
  });

  it("lists by namespace and name", () => {
    const store = new ObjectStore(10);
    for (const name of ["b", "a", "a-b"]) store.put(key(name), thing(name, 1));
    expect(store.list("things", "n").map(({ metadata }) => metadata.name)).toEqual(["a", "a-b", "b"]);
    expect(store.list("things", "other")).toEqual([]);
  });

  it("shows the state of before, whatever is written later", () => {
    const store = new ObjectStore(10);
    store.put(key("a"), thing("a", 1));
    store.put(key("b"), thing("b", 1));
    const { revision } = store;
    store.put(key("a"), thing("a", 2));
    store.remove(key("b"), thing("b", 1));
    store.put(key("c"), thing("c", 1));
    const view = store.at(revision);
    store.put(key("a"), thing("a", 3));
    expect(values(view.list("things"))).toEqual([1, 1]);
    expect(values(store.list("things"))).toEqual([3, 1]);
  });

  it("tells changes with what was before", () => {
    const store = new ObjectStore(10);
    const changes: Change[] = [];
    const stop = store.subscribe((change) => changes.push(change));
    store.put(key("a"), thing("a", 1));
    store.put(key("a"), thing("a", 2));
    store.remove(key("a"), thing("a", 2));
    stop();
    store.put(key("a"), thing("a", 3));
    expect(changes.map(({ type, previous }) => [type, previous?.["value"]])).toEqual([
      ["ADDED", undefined],
      ["MODIFIED", 1],
      ["DELETED", 2],
    ]);
  });

  it("forgets all but the last changes", () => {
    const store = new ObjectStore(3);
    for (let value = 0; value < 10; value++) store.put(key("a"), thing("a", value));
    expect(store.changesSince(store.revision - 3)).toHaveLength(3);
    expect(() => store.changesSince(store.revision - 9)).toThrow("too old resource version");
  });

  it("forgets everything when compacted", () => {
    const store = new ObjectStore(10);
    store.put(key("a"), thing("a", 1));
    const { revision } = store;
    store.put(key("a"), thing("a", 2));
    store.compact();
    expect(() => store.at(revision)).toThrow("too old resource version");
    expect(values(store.at(store.revision).list("things"))).toEqual([2]);
  });
});
