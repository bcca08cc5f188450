import { describe, expect, it } from "vitest";
import type { Json } from "../../../base/json.ts";
import { humanDuration } from "./age.ts";
import { compileJsonPath } from "./json-path.ts";

describe("humanDuration", () => {
  it.each<readonly [seconds: number, text: string]>([
    [0, "0s"],
    [119, "119s"],
    [120, "2m"],
    [200, "3m20s"],
    [600, "10m"],
    [3 * 3600 - 1, "179m"],
    [3 * 3600, "3h"],
    [5 * 3600 + 90 * 60, "6h30m"],
    [47 * 3600, "47h"],
    [50 * 3600, "2d2h"],
    [8 * 86_400, "8d"],
    [3 * 365 * 86_400 + 86_400, "3y1d"],
    [9 * 365 * 86_400, "9y"],
    [-5, "<invalid>"],
  ])("tells %i seconds as %s", (seconds, text) => {
    expect(humanDuration(seconds * 1000)).toBe(text);
  });
});

describe("compileJsonPath finds", () => {
  const object: Json = {
    metadata: { annotations: { "a.b/c": "x" } },
    status: {
      conditions: [
        { type: "Ready", status: "True" },
        { type: "Synced", status: "False" },
      ],
      urls: ["u", "v"],
    },
  };
  it.each<readonly [path: string, values: readonly Json[]]>([
    [".status.urls[1]", ["v"]],
    [".status.urls[*]", ["u", "v"]],
    [".status.urls[-1]", ["v"]],
    ['.status.conditions[?(@.type=="Ready")].status', ["True"]],
    [".status.conditions[?(@.type!='Ready')].status", ["False"]],
    [String.raw`.metadata.annotations.a\.b/c`, ["x"]],
    [".metadata.annotations['a.b/c']", ["x"]],
    [".status.none.deeper", []],
  ])("%s", (path, values) => {
    expect(compileJsonPath(path)(object)).toEqual(values);
  });

  it.each(["status", ".a[", ".a[?(@.b > 1)]"])("nothing that it cannot read: %s", (path) => {
    expect(() => compileJsonPath(path)).toThrow("unrecognized column definition");
  });
});
