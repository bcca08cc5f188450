import { describe, expect, it } from "vitest";
import { decodeProtobuf } from "./decode-protobuf.ts";

/** A field of a protobuf message: numbers as varints, everything else with its length. */
function field(number: number, value: number | string | Uint8Array): Buffer {
  if (typeof value === "number") return Buffer.from([number << 3, ...varint(value)]);
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

function body(kind: string, ...fields: readonly Buffer[]): Uint8Array {
  const type = Buffer.concat([field(1, "v1"), field(2, kind)]);
  return Buffer.concat([Buffer.from("k8s\0"), field(1, type), field(2, Buffer.concat(fields))]);
}

describe("decodeProtobuf", () => {
  it("reads a secret with metadata and values", () => {
    const label = Buffer.concat([field(1, "owner"), field(2, "helm")]);
    const metadata = Buffer.concat([field(1, "release"), field(11, label), field(14, "a/b"), field(14, "c/d")]);
    const entry = Buffer.concat([field(1, "key"), field(2, "a longer value than 7 bits can count".repeat(4))]);
    expect(decodeProtobuf(body("Secret", field(1, metadata), field(2, entry), field(3, "Opaque")), "Secret")).toEqual({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "release", labels: { owner: "helm" }, finalizers: ["a/b", "c/d"] },
      data: { key: Buffer.from("a longer value than 7 bits can count".repeat(4)).toString("base64") },
      type: "Opaque",
    });
  });

  it("reads what a deletion may say", () => {
    const preconditions = field(1, "uid-1");
    const options = body("DeleteOptions", field(1, 0), field(2, preconditions), field(4, "Background"));
    expect(decodeProtobuf(options, "DeleteOptions")).toMatchObject({
      gracePeriodSeconds: 0,
      preconditions: { uid: "uid-1" },
      propagationPolicy: "Background",
    });
  });

  it.each<readonly [name: string, bytes: Uint8Array, message: string]>([
    ["bytes without the prefix", Buffer.from("{}"), "expected prefix [107 56 115 0]"],
    ["a message that is cut off", body("Secret", field(1, "name")).subarray(0, -2), "unexpected EOF"],
    ["a kind that nobody sends so", body("Pod"), "Protobuf for Pod is not part of"],
  ])("refuses %s", (_name, bytes, message) => {
    expect(() => decodeProtobuf(bytes, "Secret")).toThrow(message);
  });
});
