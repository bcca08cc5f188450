import type { Json, JsonObject } from "../../../base/json.ts";
import type { Pattern } from "./pattern.ts";

export type SchemaType = "object" | "array" | "string" | "integer" | "number" | "boolean";

/** A structural schema, compiled once for a version of a resource. */
export interface Schema {
  readonly type: SchemaType | undefined;
  readonly nullable: boolean;
  readonly intOrString: boolean;
  readonly preserveUnknownFields: boolean;
  /** Holds a Kubernetes object: it must say what it is, and has metadata. */
  readonly embeddedResource: boolean;
  readonly default: Json | undefined;
  readonly properties: ReadonlyMap<string, Schema>;
  /** `true`: any other member, whatever it is. */
  readonly additionalProperties: Schema | true | undefined;
  readonly items: Schema | undefined;
  readonly listType: "atomic" | "set" | "map";
  readonly listMapKeys: readonly string[];
  readonly limits: ValueLimits;
  readonly rules: readonly RuleSource[];
  /** As it was written, for OpenAPI and texts. */
  readonly source: JsonObject;
}

/** What a value must satisfy beyond its type. */
export interface ValueLimits {
  readonly required: readonly string[];
  readonly enum: readonly Json[] | undefined;
  readonly format: string | undefined;
  readonly pattern: Pattern | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
  readonly minItems: number | undefined;
  readonly maxItems: number | undefined;
  readonly minProperties: number | undefined;
  readonly maxProperties: number | undefined;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  readonly exclusiveMinimum: boolean;
  readonly exclusiveMaximum: boolean;
  readonly multipleOf: number | undefined;
  readonly allOf: readonly Schema[];
  readonly anyOf: readonly Schema[];
  readonly oneOf: readonly Schema[];
  readonly not: Schema | undefined;
}

/** One member of x-kubernetes-validations. */
export interface RuleSource {
  readonly rule: string;
  readonly message: string | undefined;
  readonly messageExpression: string | undefined;
  readonly reason: string | undefined;
  readonly fieldPath: string | undefined;
  readonly optionalOldSelf: boolean;
}

/** The schema of the member `name`, or undefined where the schema says nothing about it. */
export function memberSchema(schema: Schema | undefined, name: string): Schema | undefined {
  const property = schema?.properties.get(name);
  if (property !== undefined) return property;
  const other = schema?.additionalProperties;
  return other === true ? undefined : other;
}
