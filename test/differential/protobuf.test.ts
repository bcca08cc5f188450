import { describe, expect, it } from "vitest";
import { encodeObject } from "./protobuf.ts";

describe("encodeObject", () => {
  it("wraps an object's encoding with its version and kind", () => {
    const bytes = encodeObject("v1", "Thing", [
      [1, [[1, "one"]]],
      [3, 300],
      [4, undefined],
    ]);
    const typeMeta = [0x0a, 2, ...Buffer.from("v1"), 0x12, 5, ...Buffer.from("Thing")];
    const object = [0x0a, 5, 0x0a, 3, ...Buffer.from("one"), 0x18, 0xac, 0x02];
    expect([...bytes]).toEqual([
      ...Buffer.from("k8s\0"),
      ...[0x0a, typeMeta.length, ...typeMeta],
      ...[0x12, object.length, ...object],
    ]);
  });
});
