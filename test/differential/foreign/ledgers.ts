import { foreignKind } from "./definition.ts";

/** Collections of all sorts, formats, and combined schemas; no status subresource. */
export const ledgers = foreignKind({
  kind: "Ledger",
  plural: "ledgers",
  scope: "Namespaced",
  schema: {
    type: "object",
    properties: {
      spec: {
        type: "object",
        properties: {
          entries: {
            type: "array",
            "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["account", "side"],
            maxItems: 4,
            items: {
              type: "object",
              required: ["account"],
              properties: {
                account: { type: "string" },
                side: { type: "string", default: "debit" },
                amount: { type: "integer" },
              },
            },
          },
          labels: { type: "array", "x-kubernetes-list-type": "set", items: { type: "string" } },
          steps: { type: "array", minItems: 1, items: { type: "string" } },
          grid: { type: "array", items: { type: "array", items: { type: "integer" } } },
          prices: { type: "object", maxProperties: 2, additionalProperties: { type: "integer", minimum: 0 } },
          nested: {
            type: "object",
            additionalProperties: { type: "object", properties: { level: { type: "integer", default: 7 } } },
          },
          sealed: { type: "object", minProperties: 1, properties: { a: { type: "string" }, b: { type: "string" } } },
          when: { type: "string", format: "date-time" },
          day: { type: "string", format: "date" },
          within: { type: "string", format: "duration" },
          contact: { type: "string", format: "email" },
          link: { type: "string", format: "uri" },
          address: { type: "string", format: "ipv4" },
          host: { type: "string", format: "hostname" },
          blob: { type: "string", format: "byte" },
          id: { type: "string", format: "uuid" },
          choice: {
            type: "object",
            properties: { left: { type: "string" }, right: { type: "string" } },
            oneOf: [{ required: ["left"] }, { required: ["right"] }],
          },
          any: {
            type: "object",
            properties: { x: { type: "integer" }, y: { type: "integer" } },
            anyOf: [{ properties: { x: { minimum: 10 } }, required: ["x"] }, { required: ["y"] }],
          },
          all: {
            type: "object",
            properties: { n: { type: "integer" } },
            allOf: [{ properties: { n: { minimum: 2 } } }, { properties: { n: { maximum: 5 } } }],
          },
          negated: { type: "string", not: { enum: ["forbidden"] } },
        },
      },
    },
  },
});
