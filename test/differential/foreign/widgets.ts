import { foreignKind } from "./definition.ts";

/** What most kinds have: defaults, a status, columns, selectable fields, fields of either type and of any shape. */
export const widgets = foreignKind({
  kind: "Widget",
  plural: "widgets",
  scope: "Namespaced",
  shortNames: ["wd"],
  categories: ["foreign"],
  schema: {
    type: "object",
    required: ["spec"],
    properties: {
      spec: {
        type: "object",
        required: ["size"],
        properties: {
          size: { type: "integer", format: "int32", minimum: 1, maximum: 100, description: "How large it is." },
          colour: { type: "string", enum: ["red", "green", "blue"], default: "green" },
          port: { "x-kubernetes-int-or-string": true },
          weight: { type: "number", exclusiveMinimum: true, minimum: 0, multipleOf: 0.5 },
          note: { type: "string", nullable: true, maxLength: 20, minLength: 2 },
          code: { type: "string", pattern: "^[a-z]+(-[0-9]{1,3})?$" },
          enabled: { type: "boolean", default: true },
          free: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
          partly: {
            type: "object",
            "x-kubernetes-preserve-unknown-fields": true,
            properties: { known: { type: "object", properties: { inner: { type: "string" } } } },
          },
          limits: {
            type: "object",
            default: {},
            properties: {
              cpu: { type: "integer", default: 2 },
              burst: { type: "object", properties: { factor: { type: "integer", default: 3 } } },
            },
          },
          template: {
            type: "object",
            "x-kubernetes-embedded-resource": true,
            "x-kubernetes-preserve-unknown-fields": true,
          },
        },
      },
      status: {
        type: "object",
        default: { observedGeneration: -1 },
        properties: {
          observedGeneration: { type: "integer", format: "int64" },
          phase: { type: "string" },
          conditions: {
            type: "array",
            "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["type"],
            items: {
              type: "object",
              required: ["type", "status"],
              properties: {
                type: { type: "string" },
                status: { type: "string", enum: ["True", "False", "Unknown"] },
                lastTransitionTime: { type: "string", format: "date-time" },
              },
            },
          },
        },
      },
    },
  },
  version: {
    subresources: { status: {} },
    selectableFields: [{ jsonPath: ".spec.colour" }, { jsonPath: ".spec.size" }],
    additionalPrinterColumns: [
      { name: "Size", type: "integer", jsonPath: ".spec.size" },
      { name: "Ready", type: "string", jsonPath: `.status.conditions[?(@.type=="Ready")].status` },
      { name: "Colour", type: "string", jsonPath: ".spec.colour", priority: 1, description: "Its colour." },
      { name: "Enabled", type: "boolean", jsonPath: ".spec.enabled", priority: 1 },
      { name: "Weight", type: "number", jsonPath: ".spec.weight", priority: 1 },
      { name: "Since", type: "date", jsonPath: ".metadata.creationTimestamp" },
    ],
  },
});
