import type { JsonObject } from "../../../base/json.ts";
import { compileSchema } from "../schema/compile-schema.ts";
import type { Schema } from "../schema/schema.ts";

const text: JsonObject = { type: "string" };
const flag: JsonObject = { type: "boolean" };
const count: JsonObject = { type: "integer" };
const anything: JsonObject = { "x-kubernetes-preserve-unknown-fields": true };
const list = (items: JsonObject): JsonObject => ({ type: "array", items });

const names: JsonObject = {
  type: "object",
  properties: {
    categories: list(text),
    kind: text,
    listKind: text,
    plural: text,
    shortNames: list(text),
    singular: text,
  },
};

/** What a version of a definition may say, beside its schema. */
const version: JsonObject = {
  type: "object",
  properties: {
    name: text,
    served: flag,
    storage: flag,
    deprecated: flag,
    deprecationWarning: text,
    schema: { type: "object", properties: { openAPIV3Schema: anything } },
    subresources: {
      type: "object",
      properties: {
        status: { type: "object" },
        scale: {
          type: "object",
          properties: { specReplicasPath: text, statusReplicasPath: text, labelSelectorPath: text },
        },
      },
    },
    additionalPrinterColumns: list({
      type: "object",
      properties: { name: text, type: text, format: text, description: text, priority: count, jsonPath: text },
    }),
    selectableFields: list({ type: "object", properties: { jsonPath: text } }),
  },
};

/** The members of a CustomResourceDefinition. */
const definitionProperties: JsonObject = {
  spec: {
    type: "object",
    properties: {
      group: text,
      names,
      scope: text,
      versions: list(version),
      preserveUnknownFields: flag,
      conversion: { type: "object", properties: { strategy: text, webhook: anything } },
    },
  },
  status: {
    type: "object",
    properties: {
      acceptedNames: names,
      conditions: list(anything),
      storedVersions: list(text),
      observedGeneration: count,
    },
  },
};

/** The keywords that schemas in definitions may use, by what they hold. */
const keywords: JsonObject = {
  type: "object",
  properties: {
    $ref: text,
    $schema: text,
    id: text,
    type: text,
    title: text,
    description: text,
    format: text,
    pattern: text,
    nullable: flag,
    uniqueItems: flag,
    exclusiveMinimum: flag,
    exclusiveMaximum: flag,
    default: anything,
    example: anything,
    externalDocs: anything,
    enum: list(anything),
    required: list(text),
    minLength: count,
    maxLength: count,
    minItems: count,
    maxItems: count,
    minProperties: count,
    maxProperties: count,
    minimum: { type: "number" },
    maximum: { type: "number" },
    multipleOf: { type: "number" },
    "x-kubernetes-embedded-resource": flag,
    "x-kubernetes-int-or-string": flag,
    "x-kubernetes-list-map-keys": list(text),
    "x-kubernetes-list-type": text,
    "x-kubernetes-map-type": text,
    "x-kubernetes-preserve-unknown-fields": flag,
    "x-kubernetes-validations": list({
      type: "object",
      properties: {
        rule: text,
        message: text,
        messageExpression: text,
        reason: text,
        fieldPath: text,
        optionalOldSelf: flag,
      },
    }),
  },
};

/** The schema of a schema: it contains itself, which no schema in a definition can say. */
function schemaOfSchemas(): Schema {
  const properties = new Map(compileSchema(keywords).properties);
  const itself: Schema = { ...compileSchema({ type: "object" }), properties };
  const orBoolean: Schema = { ...itself, type: undefined };
  const listOf: Schema = { ...compileSchema({ type: "array" }), items: itself };
  const mapOf: Schema = { ...compileSchema({ type: "object" }), additionalProperties: itself };
  for (const name of ["not", "items", "additionalItems", "additionalProperties"]) properties.set(name, orBoolean);
  for (const name of ["allOf", "anyOf", "oneOf"]) properties.set(name, listOf);
  for (const name of ["properties", "patternProperties", "definitions", "dependencies"]) properties.set(name, mapOf);
  return itself;
}

const pathToSchema = ["spec", "versions", "[]", "schema", "openAPIV3Schema"];

/** The schema of a CustomResourceDefinition. */
export function definitionSchema(): Schema {
  const description = "CustomResourceDefinition represents a resource that should be exposed on the API server.";
  const known = compileSchema({ type: "object", description, properties: definitionProperties });
  return replaceAt(known, pathToSchema, schemaOfSchemas());
}

function replaceAt(schema: Schema, [first, ...rest]: readonly string[], replacement: Schema): Schema {
  if (first === undefined) return replacement;
  if (first === "[]") {
    return { ...schema, items: schema.items === undefined ? undefined : replaceAt(schema.items, rest, replacement) };
  }
  const property = schema.properties.get(first);
  if (property === undefined) return schema;
  return { ...schema, properties: new Map(schema.properties).set(first, replaceAt(property, rest, replacement)) };
}
