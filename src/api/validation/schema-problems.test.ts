import { describe, expect, it } from "vitest";
import { schemaChecker } from "./schema-problems.ts";

const check = schemaChecker({
  type: "object",
  required: ["spec"],
  properties: {
    metadata: { type: "object" },
    spec: {
      type: "object",
      required: ["name"],
      properties: {
        name: { type: "string", maxLength: 5, pattern: "^[a-z]+$" },
        mode: { type: "string", enum: ["On", "Off"] },
        port: { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }], maximum: 9 },
        at: { type: "string", format: "date-time" },
        items: { type: "array", items: { type: "object", properties: { size: { type: "integer", format: "int32" } } } },
        labels: { type: "object", additionalProperties: { type: "string", minLength: 1 } },
      },
    },
  },
});

describe("the check of schema keywords", () => {
  it.each([
    { name: "a manifest that is right", spec: { name: "web", mode: "On", port: "x", items: [{ size: 1 }] } },
    { name: "a map with any names", spec: { name: "web", labels: { anything: "x" } } },
  ])("accepts $name", ({ spec }) => {
    expect(check({ metadata: { labels: {} }, spec })).toEqual([]);
  });

  it.each([
    { name: "a missing field", spec: {}, field: "spec.name", message: "must be given" },
    { name: "an unknown field", spec: { name: "web", nmae: 1 }, field: "spec.nmae", message: "unknown field" },
    {
      name: "an unknown field of an item",
      spec: { name: "web", items: [{}, { sise: 1 }] },
      field: "spec.items[1].sise",
      message: "unknown field",
    },
    {
      name: "a value that is none of the choices",
      spec: { name: "web", mode: "Maybe" },
      field: "spec.mode",
      message: "must be one of On, Off",
    },
    {
      name: "a pattern that is not met",
      spec: { name: "Web" },
      field: "spec.name",
      message: 'must match pattern "^[a-z]+$"',
    },
    {
      name: "a number out of range",
      spec: { name: "web", port: 10 },
      field: "spec.port",
      message: "must be <= 9",
    },
    {
      name: "a time that is none",
      spec: { name: "web", at: "noon" },
      field: "spec.at",
      message: 'must match format "date-time"',
    },
    {
      name: "a value of a map",
      spec: { name: "web", labels: { empty: "" } },
      field: "spec.labels.empty",
      message: "must NOT have fewer than 1 characters",
    },
  ])("refuses $name", ({ spec, field, message }) => {
    expect(check({ spec })).toMatchObject([{ field, message }]);
  });

  it("names every problem at once", () => {
    expect(check({ spec: { name: "TOO-LONG", mode: "Maybe" } }).map(({ field }) => field)).toEqual([
      "spec.name",
      "spec.name",
      "spec.mode",
    ]);
  });

  it("never repeats a value, which may be a secret", () => {
    const problems = check({
      spec: { name: "S3CRET-VALUE", mode: "S3CRET-VALUE", at: "S3CRET-VALUE", items: "S3CRET-VALUE" },
    });
    expect(problems.length).toBeGreaterThan(3);
    expect(JSON.stringify(problems)).not.toContain("S3CRET");
  });

  it("refuses a schema whose pattern is not RE2, as the API server does", () => {
    expect(() => schemaChecker({ type: "string", pattern: "^(?!aws:).+$" })).toThrow(/invalid/);
  });
});
