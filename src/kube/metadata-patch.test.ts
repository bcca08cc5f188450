import { describe, expect, it } from "vitest";
import type { JsonPatchOperation } from "./client.ts";
import { metadataPatch, type MetadataChange } from "./metadata-patch.ts";
import { widget, type Widget } from "./testing/sample-objects.ts";

const tests = [
  { op: "test", path: "/metadata/uid", value: "uid-of-a" },
  { op: "test", path: "/metadata/resourceVersion", value: "7" },
];

describe("metadataPatch", () => {
  it.each<[string, Partial<Widget["metadata"]>, MetadataChange, readonly JsonPatchOperation[]]>([
    [
      "adds a first finalizer",
      {},
      { addFinalizers: ["x/y"] },
      [{ op: "add", path: "/metadata/finalizers", value: ["x/y"] }],
    ],
    [
      "adds a finalizer beside those of others",
      { finalizers: ["o/p"] },
      { addFinalizers: ["x/y"] },
      [{ op: "replace", path: "/metadata/finalizers", value: ["o/p", "x/y"] }],
    ],
    ["does nothing about a finalizer that is there", { finalizers: ["x/y"] }, { addFinalizers: ["x/y"] }, []],
    ["does nothing about a finalizer that is gone", {}, { removeFinalizers: ["x/y"] }, []],
    [
      "removes a finalizer and keeps those of others",
      { finalizers: ["x/y", "o/p"] },
      { removeFinalizers: ["x/y"] },
      [{ op: "replace", path: "/metadata/finalizers", value: ["o/p"] }],
    ],
    [
      "removes the last finalizer with the member",
      { finalizers: ["x/y"] },
      { removeFinalizers: ["x/y"] },
      [{ op: "remove", path: "/metadata/finalizers" }],
    ],
    [
      "makes the parent of a first annotation",
      {},
      { annotations: { "x/y": "1", "x/z": "2" } },
      [{ op: "add", path: "/metadata/annotations", value: { "x/y": "1", "x/z": "2" } }],
    ],
    [
      "escapes slashes and tildes in paths",
      { annotations: { other: "1" } },
      { annotations: { "x.dev/y~z": "1" } },
      [{ op: "add", path: "/metadata/annotations/x.dev~1y~0z", value: "1" }],
    ],
    [
      "leaves an empty parent be, since a cache may have left annotations out",
      { annotations: {} },
      { annotations: { a: "1" } },
      [{ op: "add", path: "/metadata/annotations/a", value: "1" }],
    ],
    [
      "changes and removes annotations",
      { annotations: { a: "1", b: "2", c: "3" } },
      { annotations: { a: "9", b: null, c: "3", d: null } },
      [
        { op: "add", path: "/metadata/annotations/a", value: "9" },
        { op: "remove", path: "/metadata/annotations/b" },
      ],
    ],
    ["does nothing without annotations to remove", {}, { annotations: { a: null } }, []],
    [
      "does both at once",
      {},
      { addFinalizers: ["x/y"], annotations: { a: "1" } },
      [
        { op: "add", path: "/metadata/finalizers", value: ["x/y"] },
        { op: "add", path: "/metadata/annotations", value: { a: "1" } },
      ],
    ],
  ])("%s", (_name, metadata, change, expected) => {
    const patch = metadataPatch(widget("a", "7", metadata).metadata, change);
    expect(patch).toEqual(expected.length === 0 ? [] : [...tests, ...expected]);
  });
});
