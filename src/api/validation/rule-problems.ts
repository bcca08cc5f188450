import { Environment } from "@marcbachmann/cel-js";
import { isJsonObject } from "../../base/json.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import { isRules } from "../schema/rule.ts";
import type { Rule } from "../schema/rule.ts";
import type { ManifestProblem } from "./manifest-problem.ts";

/** One place in a manifest: what stands there, what stood there before, and its schema. */
interface Place {
  readonly schema: JsonObject;
  readonly value: Json | undefined;
  /** Undefined on create, and where nothing stood before. */
  readonly before: Json | undefined;
  readonly field: string;
}

/**
 * Evaluates the CEL rules of a structural schema. Rules that name `oldSelf` hold where nothing stood before, as on the
 * API server. The manifest must have passed the schema's other keywords.
 */
export function ruleProblems(
  schema: JsonObject,
  manifest: JsonObject,
  previous: JsonObject | undefined,
): readonly ManifestProblem[] {
  const environment = new Environment({ unlistedVariablesAreDyn: true });
  return placesIn({ schema, value: manifest, before: previous, field: "" }).flatMap((place) =>
    rulesOf(place.schema)
      .filter(({ rule }) => place.before !== undefined || !rule.includes("oldSelf"))
      .filter(({ rule }) => environment.evaluate(rule, contextOf(place)) !== true)
      .map(({ message, fieldPath = "" }) => ({ field: `${place.field}${fieldPath}`.replace(/^\./, ""), message })),
  );
}

function rulesOf(schema: JsonObject): readonly Rule[] {
  const rules: unknown = schema["x-kubernetes-validations"];
  return isRules(rules) ? rules : [];
}

function contextOf({ schema, value, before }: Place): Record<string, unknown> {
  return { self: celValue(schema, value), ...(before === undefined ? {} : { oldSelf: celValue(schema, before) }) };
}

/** CEL's integers are 64 bits wide and none of its other numbers, so the evaluator takes them as BigInt. */
function celValue(schema: JsonObject, value: Json | undefined): unknown {
  if (typeof value === "number") return isInteger(schema) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map((item: Json) => celValue(memberSchema(schema, "items"), item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined && member !== null)
      .map(([name, member]) => [name, celValue(propertySchema(schema, name), member)]),
  );
}

function isInteger(schema: JsonObject): boolean {
  return schema["type"] === "integer" || schema["x-kubernetes-int-or-string"] === true;
}

function memberSchema(schema: JsonObject, keyword: string): JsonObject {
  const member = schema[keyword];
  return isJsonObject(member) ? member : {};
}

function propertySchema(schema: JsonObject, name: string): JsonObject {
  const property = memberSchema(schema, "properties")[name];
  return isJsonObject(property) ? property : memberSchema(schema, "additionalProperties");
}

/** This place and all below it that have a value. */
function placesIn(place: Place): readonly Place[] {
  const { schema, value, before, field } = place;
  if (Array.isArray(value)) return [place, ...itemPlaces(place, value).flatMap(placesIn)];
  if (!isJsonObject(value)) return [place];
  const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return [
    place,
    ...members.flatMap(([name, member]) =>
      placesIn({
        schema: propertySchema(schema, name),
        value: member,
        before: isJsonObject(before) ? before[name] : undefined,
        field: field === "" ? name : `${field}.${name}`,
      }),
    ),
  ];
}

/** Items of a keyed list are compared with the earlier item of the same key; other items with nothing. */
function itemPlaces({ schema, before, field }: Place, items: readonly Json[]): readonly Place[] {
  const keys = schema["x-kubernetes-list-map-keys"];
  const keyOf = (item: Json | undefined): string | undefined =>
    Array.isArray(keys) && isJsonObject(item) ? JSON.stringify(keys.map((key) => item[String(key)])) : undefined;
  const earlier: readonly Json[] = Array.isArray(before) ? before : [];
  return items.map((value, index) => ({
    schema: memberSchema(schema, "items"),
    value,
    before: earlier.find((item) => keyOf(item) !== undefined && keyOf(item) === keyOf(value)),
    field: `${field}[${index}]`,
  }));
}
