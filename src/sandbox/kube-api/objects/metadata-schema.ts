import type { JsonObject } from "../../../base/json.ts";

const text: JsonObject = { type: "string" };
const texts: JsonObject = { type: "object", additionalProperties: text };
const time: JsonObject = { type: "string", format: "date-time", nullable: true };

/** The schema of every object's metadata, in the form of a CustomResourceDefinition's schemas. */
export const metadataSchema: JsonObject = {
  type: "object",
  description: "Standard object metadata.",
  properties: {
    name: { ...text, description: "Unique within a namespace. Cannot be changed." },
    generateName: { ...text, description: "A prefix to which the server adds a unique suffix if name is absent." },
    namespace: { ...text, description: "The space within which the name is unique." },
    selfLink: text,
    uid: { ...text, description: "Set by the server; unique in time and space." },
    resourceVersion: { ...text, description: "Set by the server; changes with every write." },
    generation: { type: "integer", description: "Set by the server; counts the changes of the desired state." },
    creationTimestamp: { ...time, description: "Set by the server." },
    deletionTimestamp: { ...time, description: "Set by the server when deletion was requested." },
    deletionGracePeriodSeconds: { type: "integer" },
    labels: { ...texts, description: "Map of string keys and values by which objects are selected." },
    annotations: { ...texts, description: "Map of string keys and values for tools to keep." },
    ownerReferences: {
      type: "array",
      items: {
        type: "object",
        properties: {
          apiVersion: text,
          kind: text,
          name: text,
          uid: text,
          controller: { type: "boolean" },
          blockOwnerDeletion: { type: "boolean" },
        },
      },
    },
    finalizers: { type: "array", items: text, description: "Must be empty before the object is removed." },
    managedFields: { type: "array", items: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
  },
};
