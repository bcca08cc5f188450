import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../base/json.ts";
import { compileSchema } from "./compile-schema.ts";
import { applyDefaults } from "./defaults.ts";

const schema = compileSchema({
  type: "object",
  properties: {
    status: {
      type: "object",
      default: { observedGeneration: -1 },
      properties: { observedGeneration: { type: "integer" } },
    },
    spec: {
      type: "object",
      properties: {
        color: { type: "string", default: "red" },
        note: { type: "string" },
        hint: { type: "string", nullable: true },
        limits: { type: "object", default: {}, properties: { cpu: { type: "integer", default: 2 } } },
        items: { type: "array", items: { type: "object", properties: { weight: { type: "integer", default: 1 } } } },
      },
    },
  },
});
const status = { observedGeneration: -1 };

const cases: readonly (readonly [name: string, given: JsonObject, result: JsonObject])[] = [
  ["fills in a whole member", {}, { status }],
  [
    "keeps what is given",
    { spec: { color: "blue", limits: { cpu: 4 } }, status },
    { spec: { color: "blue", limits: { cpu: 4 } }, status },
  ],
  ["fills in defaults of defaults", { spec: {} }, { spec: { color: "red", limits: { cpu: 2 } }, status }],
  [
    "replaces a null that is not allowed",
    { spec: { color: null } },
    { spec: { color: "red", limits: { cpu: 2 } }, status },
  ],
  ["drops a null without a default", { spec: { note: null } }, { spec: { color: "red", limits: { cpu: 2 } }, status }],
  [
    "keeps a null that is allowed",
    { spec: { hint: null } },
    { spec: { hint: null, color: "red", limits: { cpu: 2 } }, status },
  ],
  [
    "looks into lists",
    { spec: { items: [{}] } },
    { spec: { items: [{ weight: 1 }], color: "red", limits: { cpu: 2 } }, status },
  ],
];

describe("applyDefaults", () => {
  it.each(cases)("%s", (_name, given, result) => {
    expect(applyDefaults(given, schema)).toEqual(result);
  });

  it("returns the same object where there is nothing to fill in", () => {
    const complete = { spec: { color: "blue", limits: { cpu: 4 }, items: [{ weight: 3 }] }, status };
    expect(applyDefaults(complete, schema)).toBe(complete);
  });
});
