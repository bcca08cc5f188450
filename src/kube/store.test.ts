import { describe, expect, it } from "vitest";
import { ObjectStore } from "./store.ts";
import { widget, type Widget } from "./testing/sample-objects.ts";

function byLabel(object: Widget): readonly string[] {
  return Object.values(object.metadata.labels ?? {});
}

describe("ObjectStore", () => {
  it("finds objects by the values of an index, and follows their changes", () => {
    const store = new ObjectStore<Widget>({ label: byLabel }, () => undefined);
    store.put(widget("a", "1", { labels: { x: "red", y: "round" } }));
    store.put(widget("b", "2", { labels: { x: "red" } }));
    expect(store.byIndex("label", "red").map(({ metadata }) => metadata.name)).toEqual(["a", "b"]);
    expect(store.put(widget("a", "3", { labels: { x: "blue" } }))?.metadata.resourceVersion).toBe("1");
    store.remove("default/b");
    expect(store.byIndex("label", "red")).toEqual([]);
    expect(store.byIndex("label", "round")).toEqual([]);
    expect(store.byIndex("label", "blue")).toEqual([store.get("default/a")]);
    expect(store.size).toBe(1);
  });

  it("refuses an index that it does not have", () => {
    expect(() => new ObjectStore<Widget>({}, () => undefined).byIndex("colour", "red")).toThrow('no index "colour"');
  });

  it("keeps an object whose index function throws, and tells of it", () => {
    const failures: string[] = [];
    const store = new ObjectStore<Widget>(
      {
        broken: () => {
          throw new Error("no spec");
        },
        label: byLabel,
      },
      (key, error) => failures.push(`${key}: ${String(error)}`),
    );
    store.put(widget("a", "1", { labels: { x: "red" } }));
    expect(store.byIndex("label", "red")).toHaveLength(1);
    expect(store.byIndex("broken", "red")).toEqual([]);
    expect(failures).toEqual(["default/a: Error: no spec"]);
  });
});
