import { describe, expect, it } from "vitest";
import type { Json } from "../../src/base/json.ts";
import { sortCauses } from "./sort-causes.ts";

describe("sortCauses", () => {
  const a = { field: "spec.a", message: "Required value" };
  const b = { field: "spec.b", message: "Invalid value: [1, 2]" };
  const status = (message: string, ...causes: readonly Json[]): Json => ({
    kind: "Status",
    message,
    details: { causes },
  });

  const cases: readonly (readonly [title: string, body: Json, expected: Json])[] = [
    [
      "brings causes and message into one order",
      status(`"x" is invalid: [spec.b: Invalid value: [1, 2], spec.a: Required value]`, b, a),
      status(`"x" is invalid: [spec.a: Required value, spec.b: Invalid value: [1, 2]]`, a, b),
    ],
    [
      "leaves a message that says something else",
      status(`"x" is invalid: [spec.b: Invalid value: [1, 2], spec.c: Required value]`, b, a),
      status(`"x" is invalid: [spec.b: Invalid value: [1, 2], spec.c: Required value]`, a, b),
    ],
    [
      "leaves a message of one cause",
      status(`"x" is invalid: spec.a: Required value`, a),
      status(`"x" is invalid: spec.a: Required value`, a),
    ],
    [
      "leaves other bodies",
      { kind: "Widget", details: { causes: [b, a] } },
      { kind: "Widget", details: { causes: [b, a] } },
    ],
    ["leaves a text", "ok", "ok"],
  ];
  it.each(cases)("%s", (_title, body, expected) => {
    expect(sortCauses(body)).toEqual(expected);
  });
});
