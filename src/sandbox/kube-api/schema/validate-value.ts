import { isJsonObject, type Json, type JsonObject } from "../../../base/json.ts";
import {
  invalid,
  notSupported,
  required,
  tooLong,
  tooMany,
  typeInvalid,
  type FieldError,
} from "../errors/field-error.ts";
import { goQuote } from "../errors/go-quote.ts";
import { equalJson } from "../objects/equal-json.ts";
import { hasFormat } from "./formats.ts";
import { numberErrors } from "./validate-number.ts";
import { printPath } from "./field-path.ts";
import type { OldValue } from "./old-value.ts";
import type { Schema } from "./schema.ts";
import { isJsonArray } from "../objects/is-json-array.ts";

/** Where a value stands. */
export interface ValuePlace {
  /** Its path inside of the validated part, which is what the texts tell. */
  readonly path: string;
  /** What stands before that in the field of an error; absent: nothing. */
  readonly base?: string;
  /** What it was before an update; absent: not known. */
  readonly old?: OldValue | undefined;
}

/**
 * The errors of a value against the type and limits of its schema, in the server's order and words. Errors of parts that
 * an update leaves as they were are ratcheted away (KEP-4008).
 */
export function validateValue(value: Json, schema: Schema, place: ValuePlace): FieldError[] {
  const { path, base = "", old } = place;
  return old?.isUnchanged() === true ? [] : allErrors(value, schema, { path, base, old });
}

interface Place extends ValuePlace {
  readonly base: string;
  readonly old: OldValue | undefined;
}

function allErrors(value: Json, schema: Schema, place: Place): FieldError[] {
  const typeErrors = checkType(value, schema, place);
  if (value === null) return [...typeErrors, ...(schema.nullable ? [] : enumErrors(value, schema, place))];
  return [
    ...typeErrors,
    ...junctorErrors(value, schema, place),
    ...(typeof value === "string" ? stringErrors(value, schema, place) : []),
    ...(typeof value === "number" ? numberErrors(value, schema, fieldOf(place), place.path) : []),
    ...(isJsonArray(value) ? arrayErrors(value, schema, place) : []),
    ...enumErrors(value, schema, place),
    ...(isJsonObject(value) ? objectErrors(value, schema, place) : []),
  ];
}

function fieldOf({ base, path }: Place): string {
  return printPath(base === "" ? path.replace(/^\./, "") : path === "" ? base : `${base}.${path}`);
}

function typeName(value: Json): string {
  if (value === null) return "null";
  if (isJsonArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function checkType(value: Json, schema: Schema, place: Place): FieldError[] {
  const types = schema.intOrString ? ["integer", "string"] : schema.type === undefined ? [] : [schema.type];
  const actual = typeName(value);
  if (types.length === 0 || (value === null && schema.nullable) || types.includes(actual)) return [];
  if (actual === "integer" && types.includes("number")) return [];
  const detail = `${place.path} in body must be of type ${types.join(",")}: ${goQuote(actual)}`;
  return [typeInvalid(fieldOf(place), actual, detail)];
}

function enumErrors(value: Json, schema: Schema, place: Place): FieldError[] {
  const allowed = schema.limits.enum;
  if (allowed === undefined || allowed.some((option) => equalJson(option, value))) return [];
  const texts = allowed.map((option) => (typeof option === "string" ? option : JSON.stringify(option)));
  return [notSupported(fieldOf(place), value, texts)];
}

/** Only the first of these is told. */
function stringErrors(value: string, schema: Schema, place: Place): FieldError[] {
  const { minLength, maxLength, pattern, format } = schema.limits;
  const length = Array.from(value).length;
  const own = ((): FieldError[] => {
    if (maxLength !== undefined && length > maxLength) return [tooLong(fieldOf(place), maxLength)];
    if (minLength !== undefined && length < minLength) {
      return [invalid(fieldOf(place), value, `${place.path} in body should be at least ${minLength} chars long`)];
    }
    if (pattern !== undefined && !pattern.test(value)) {
      return [invalid(fieldOf(place), value, `${place.path} in body should match '${pattern.source}'`)];
    }
    return [];
  })();
  if (format === undefined || hasFormat(value, format)) return own;
  const detail = `${place.path} in body must be of type ${format}: ${goQuote(value)}`;
  return [...own, typeInvalid(fieldOf(place), value, detail)];
}

function arrayErrors(items: readonly Json[], schema: Schema, place: Place): FieldError[] {
  const { minItems, maxItems } = schema.limits;
  const itemSchema = schema.items;
  const errors =
    itemSchema === undefined
      ? []
      : items.flatMap((item, index) =>
          validateValue(item, itemSchema, { ...place, path: `${place.path}[${index}]`, old: place.old?.item(index) }),
        );
  if (minItems !== undefined && items.length < minItems) {
    const detail = `${place.path} in body should have at least ${minItems} items`;
    errors.push(invalid(fieldOf(place), items.length, detail));
  }
  if (maxItems !== undefined && items.length > maxItems) {
    errors.push(tooMany(fieldOf(place), items.length, maxItems));
  }
  return errors;
}

function objectErrors(object: JsonObject, schema: Schema, place: Place): FieldError[] {
  const { minProperties, maxProperties } = schema.limits;
  const errors: FieldError[] = [];
  const size = Object.keys(object).length;
  if (minProperties !== undefined && size < minProperties) {
    const detail = `${place.path} in body should have at least ${minProperties} properties`;
    errors.push(invalid(fieldOf(place), size, detail));
  }
  if (maxProperties !== undefined && size > maxProperties) errors.push(tooMany(fieldOf(place), size, maxProperties));
  const other = schema.additionalProperties;
  if (other !== undefined && other !== true) {
    for (const name in object) {
      if (!schema.properties.has(name)) errors.push(...memberErrors(object, name, other, place));
    }
  }
  for (const [name, property] of schema.properties) {
    errors.push(...memberErrors(object, name, property, place));
  }
  const embedded = schema.embeddedResource ? ["apiVersion", "kind"].filter((name) => (object[name] ?? "") === "") : [];
  for (const name of embedded) errors.push(required(fieldOf({ ...place, path: memberPath(place, name) })));
  for (const name of schema.limits.required) {
    if (object[name] === undefined) errors.push(required(fieldOf({ ...place, path: memberPath(place, name) })));
  }
  return errors;
}

function memberPath(place: Place, name: string): string {
  return place.path === "" ? name : `${place.path}.${name}`;
}

function memberErrors(object: JsonObject, name: string, schema: Schema, place: Place): FieldError[] {
  const value = object[name];
  if (value === undefined) return [];
  // The old version is never shown to validation: both objects are converted to the same one.
  const isTypeOfRoot = place.path === "" && place.base === "" && (name === "kind" || name === "apiVersion");
  const old = isTypeOfRoot ? undefined : place.old?.member(name);
  return validateValue(value, schema, { ...place, path: memberPath(place, name), old });
}

function junctorErrors(value: Json, schema: Schema, place: Place): FieldError[] {
  const { allOf, anyOf, oneOf, not } = schema.limits;
  const whole = (detail: string): FieldError => invalid(printPath(place.base), "", `${goQuote(place.path)} ${detail}`);
  const resultsOf = (parts: readonly Schema[]): FieldError[][] =>
    parts.map((part) => validateValue(value, part, place));
  const errors: FieldError[] = [];
  if (anyOf.length > 0) {
    const results = resultsOf(anyOf);
    if (!results.some(isValid)) errors.push(whole("must validate at least one schema (anyOf)"), ...nearest(results));
  }
  if (oneOf.length > 0) {
    const results = resultsOf(oneOf);
    const valid = results.filter(isValid).length;
    const why = valid === 0 ? "Found none valid" : `Found ${valid} valid alternatives`;
    if (valid !== 1) errors.push(whole(`must validate one and only one schema (oneOf). ${why}`));
    if (valid === 0) errors.push(...nearest(results));
  }
  if (allOf.length > 0) {
    const results = resultsOf(allOf);
    errors.push(...results.flat());
    if (!results.every(isValid)) {
      errors.push(whole(`must validate all the schemas (allOf)${results.some(isValid) ? "" : ". None validated"}`));
    }
  }
  if (not !== undefined && isValid(validateValue(value, not, place))) {
    errors.push(whole("must not validate the schema (not)"));
  }
  return errors;
}

function isValid(errors: readonly FieldError[]): boolean {
  return errors.length === 0;
}

/** The alternative that failed least explains the failure; the first of equals. */
function nearest(results: readonly FieldError[][]): readonly FieldError[] {
  return results.reduce((best, next) => (next.length < best.length ? next : best), results[0] ?? []);
}
