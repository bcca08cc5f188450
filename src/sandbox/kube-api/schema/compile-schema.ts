import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import { compilePattern } from "./pattern.ts";
import type { RuleSource, Schema, SchemaType, ValueLimits } from "./schema.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/**
 * Compiles the JSON schema of a CustomResourceDefinition. It has to be a structural one (check that first with
 * `structuralErrors`).
 */
export function compileSchema(source: JsonObject): Schema {
  const additional = source["additionalProperties"];
  return {
    type: source["type"] as SchemaType | undefined,
    nullable: source["nullable"] === true,
    intOrString: source["x-kubernetes-int-or-string"] === true,
    preserveUnknownFields: source["x-kubernetes-preserve-unknown-fields"] === true,
    embeddedResource: source["x-kubernetes-embedded-resource"] === true,
    default: source["default"],
    properties: new Map(
      Object.entries(objectAt(source, "properties")).map(([name, property]) => [
        name,
        compileSchema(asObject(property)),
      ]),
    ),
    additionalProperties: isJsonObject(additional) ? compileSchema(additional) : additional === true ? true : undefined,
    items: isJsonObject(source["items"]) ? compileSchema(source["items"]) : undefined,
    listType: listTypeOf(source["x-kubernetes-list-type"]),
    listMapKeys: arrayAt(source, "x-kubernetes-list-map-keys") as string[],
    limits: compileLimits(source),
    rules: arrayAt(source, "x-kubernetes-validations").map((rule) => compileRuleSource(asObject(rule))),
    source,
  };
}

function compileLimits(source: JsonObject): ValueLimits {
  const pattern = source["pattern"];
  return {
    required: arrayAt(source, "required") as string[],
    enum: isJsonArray(source["enum"]) ? source["enum"] : undefined,
    format: typeof source["format"] === "string" ? source["format"] : undefined,
    pattern: typeof pattern === "string" && pattern !== "" ? compilePattern(pattern) : undefined,
    minLength: numberAt(source, "minLength"),
    maxLength: numberAt(source, "maxLength"),
    minItems: numberAt(source, "minItems"),
    maxItems: numberAt(source, "maxItems"),
    minProperties: numberAt(source, "minProperties"),
    maxProperties: numberAt(source, "maxProperties"),
    minimum: numberAt(source, "minimum"),
    maximum: numberAt(source, "maximum"),
    exclusiveMinimum: source["exclusiveMinimum"] === true,
    exclusiveMaximum: source["exclusiveMaximum"] === true,
    multipleOf: numberAt(source, "multipleOf"),
    allOf: arrayAt(source, "allOf").map((part) => compileSchema(asObject(part))),
    anyOf: arrayAt(source, "anyOf").map((part) => compileSchema(asObject(part))),
    oneOf: arrayAt(source, "oneOf").map((part) => compileSchema(asObject(part))),
    not: isJsonObject(source["not"]) ? compileSchema(source["not"]) : undefined,
  };
}

function compileRuleSource(source: JsonObject): RuleSource {
  return {
    rule: stringAt(source, "rule") ?? "",
    message: stringAt(source, "message"),
    messageExpression: stringAt(source, "messageExpression"),
    reason: stringAt(source, "reason"),
    fieldPath: stringAt(source, "fieldPath"),
    optionalOldSelf: source["optionalOldSelf"] === true,
  };
}

function listTypeOf(value: Json | undefined): Schema["listType"] {
  return value === "set" || value === "map" ? value : "atomic";
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function objectAt(source: JsonObject, member: string): JsonObject {
  return asObject(source[member]);
}

function arrayAt(source: JsonObject, member: string): readonly Json[] {
  const value = source[member];
  return isJsonArray(value) ? value : [];
}

function numberAt(source: JsonObject, member: string): number | undefined {
  const value = source[member];
  return typeof value === "number" ? value : undefined;
}

function stringAt(source: JsonObject, member: string): string | undefined {
  const value = source[member];
  return typeof value === "string" && value !== "" ? value : undefined;
}
