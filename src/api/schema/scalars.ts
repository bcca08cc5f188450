import { Type } from "typebox";
import type { TBoolean, TInteger, TString, TUnsafe } from "typebox";
import { fieldKeywords } from "./field-notes.ts";
import type { FieldOptions } from "./field-notes.ts";

interface TextOptions extends FieldOptions {
  readonly minLength?: number;
  readonly maxLength: number;
  /** RE2, anchored at both ends, without a single quote. */
  readonly pattern?: string;
  /** What the pattern asks for, in words: the API server would only cite the pattern. */
  readonly form?: string;
}

/** A bounded string. */
export function text(options: TextOptions): TString {
  const { minLength, maxLength, pattern, form, rules = [] } = options;
  const formRules =
    pattern === undefined || form === undefined ? [] : [{ rule: `self.matches(r'${pattern}')`, message: form }];
  const allRules = [...formRules, ...rules];
  return Type.String({
    ...fieldKeywords(allRules.length === 0 ? options : { ...options, rules: allRules }),
    ...(minLength === undefined ? {} : { minLength }),
    maxLength,
    ...(pattern === undefined ? {} : { pattern }),
  });
}

/** A point in time, RFC 3339. */
export function time(options: FieldOptions): TString {
  return Type.String({ ...fieldKeywords(options), format: "date-time", maxLength: 64 });
}

/** One of a closed set of strings. */
export function choice<const Values extends readonly string[]>(
  values: Values,
  options: FieldOptions,
): TUnsafe<Values[number]> {
  return Type.Unsafe<Values[number]>({ ...fieldKeywords(options), type: "string", enum: values });
}

interface IntegerOptions extends FieldOptions {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: "int32" | "int64";
}

/** A whole number, 32 bits unless the format says otherwise. */
export function integer(options: IntegerOptions): TInteger {
  const { minimum, maximum, format = "int32" } = options;
  return Type.Integer({
    ...fieldKeywords(options),
    format,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
  });
}

/** A boolean, where the App Runner API has one. */
export function flag(options: FieldOptions): TBoolean {
  return Type.Boolean(fieldKeywords(options));
}

/** A number that may also be written as a string. */
export function integerOrText(
  options: FieldOptions & { readonly minimum: number; readonly maximum: number; readonly maxLength: number },
): TUnsafe<number | string> {
  const { minimum, maximum, maxLength } = options;
  return Type.Unsafe<number | string>({
    ...fieldKeywords(options),
    "x-kubernetes-int-or-string": true,
    anyOf: [{ type: "integer" }, { type: "string" }],
    minimum,
    maximum,
    maxLength,
  });
}
