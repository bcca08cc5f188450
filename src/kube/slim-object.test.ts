import { describe, expect, it } from "vitest";
import { slimObject } from "./slim-object.ts";
import { widget } from "./testing/sample-objects.ts";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

describe("slimObject", () => {
  it("drops managed fields and the last-applied annotation, and keeps the rest", () => {
    const raw = widget("a", "1", { annotations: { [lastApplied]: "{}", mine: "yes" }, finalizers: ["x/y"] });
    const managed = { ...raw, metadata: { ...raw.metadata, managedFields: [{ manager: "kubectl" }] } };
    expect(slimObject(managed).metadata).toEqual({ ...raw.metadata, annotations: { mine: "yes" } });
  });

  it("keeps an empty annotations member when the last-applied one was alone", () => {
    expect(slimObject(widget("a", "1", { annotations: { [lastApplied]: "{}" } })).metadata.annotations).toEqual({});
    expect("annotations" in slimObject(widget("a", "1")).metadata).toBe(false);
  });

  it("freezes the object in depth", () => {
    const object = slimObject({ ...widget("a", "1"), spec: { list: [{ x: 1 }] } });
    expect(Object.isFrozen(object) && Object.isFrozen(object.metadata)).toBe(true);
    expect(Object.isFrozen((object.spec["list"] as unknown[])[0])).toBe(true);
  });
});
