import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../base/json.ts";
import { metadataSchema } from "../objects/metadata-schema.ts";
import { compileSchema } from "./compile-schema.ts";
import { prune } from "./prune.ts";

const schema = compileSchema({
  type: "object",
  properties: {
    spec: {
      type: "object",
      properties: {
        name: { type: "string" },
        ports: { type: "array", items: { type: "object", properties: { port: { type: "integer" } } } },
        labels: { type: "object", additionalProperties: { type: "string" } },
        free: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
        template: { type: "object", "x-kubernetes-embedded-resource": true, properties: { data: { type: "string" } } },
      },
    },
  },
});

const cases: readonly (readonly [name: string, given: JsonObject, value: JsonObject, unknown: readonly string[]])[] = [
  ["keeps what is known", { spec: { name: "a" } }, { spec: { name: "a" } }, []],
  ["drops a member and tells where", { spec: { nmae: "a" } }, { spec: {} }, ["spec.nmae"]],
  ["keeps type and metadata", { kind: "A", metadata: { odd: 1 } }, { kind: "A", metadata: { odd: 1 } }, []],
  [
    "looks into lists",
    { spec: { ports: [{ port: 1, x: 2 }] } },
    { spec: { ports: [{ port: 1 }] } },
    ["spec.ports[0].x"],
  ],
  ["keeps any key of a map", { spec: { labels: { odd: "1" } } }, { spec: { labels: { odd: "1" } } }, []],
  ["keeps unknown members where told to", { spec: { free: { a: 1 } } }, { spec: { free: { a: 1 } } }, []],
  [
    "prunes the metadata of embedded objects",
    { spec: { template: { apiVersion: "v1", metadata: { name: "a", odd: 1 } } } },
    { spec: { template: { apiVersion: "v1", metadata: { name: "a" } } } },
    ["spec.template.metadata.odd"],
  ],
  ["sorts what it tells", { spec: { z: 1, a: 1 } }, { spec: {} }, ["spec.a", "spec.z"]],
];

describe("prune", () => {
  it.each(cases)("%s", (_name, given, value, unknownFields) => {
    expect(prune(given, schema, compileSchema(metadataSchema))).toEqual({ value, unknownFields });
  });
});
