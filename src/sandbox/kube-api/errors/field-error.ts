import type { Json } from "../../../base/json.ts";
import { goQuote } from "./go-quote.ts";

/** Why a field is refused; the names are those of a Status' causes. */
type FieldErrorType =
  | "FieldValueNotFound"
  | "FieldValueRequired"
  | "FieldValueDuplicate"
  | "FieldValueInvalid"
  | "FieldValueNotSupported"
  | "FieldValueForbidden"
  | "FieldValueTooLong"
  | "FieldValueTooMany"
  | "FieldValueTypeInvalid";

/** One reason to refuse an object. `value` is undefined where the text leaves the value out. */
export interface FieldError {
  readonly type: FieldErrorType;
  /** `spec.ports[0].name`; `<nil>` for the object as a whole. */
  readonly field: string;
  readonly value?: Json | undefined;
  readonly detail: string;
}

const title: Record<FieldErrorType, string> = {
  FieldValueNotFound: "Not found",
  FieldValueRequired: "Required value",
  FieldValueDuplicate: "Duplicate value",
  FieldValueInvalid: "Invalid value",
  FieldValueNotSupported: "Unsupported value",
  FieldValueForbidden: "Forbidden",
  FieldValueTooLong: "Too long",
  FieldValueTooMany: "Too many",
  FieldValueTypeInvalid: "Invalid value",
};

export function invalid(field: string, value: Json | undefined, detail: string): FieldError {
  return { type: "FieldValueInvalid", field, value, detail };
}

export function typeInvalid(field: string, value: Json, detail: string): FieldError {
  return { type: "FieldValueTypeInvalid", field, value, detail };
}

export function required(field: string, detail = ""): FieldError {
  return { type: "FieldValueRequired", field, detail };
}

export function forbidden(field: string, detail: string): FieldError {
  return { type: "FieldValueForbidden", field, detail };
}

export function duplicate(field: string, value: Json | undefined): FieldError {
  return { type: "FieldValueDuplicate", field, value, detail: "" };
}

export function notSupported(field: string, value: Json, supported: readonly string[]): FieldError {
  const detail = `supported values: ${supported.map(goQuote).join(", ")}`;
  return { type: "FieldValueNotSupported", field, value, detail };
}

/** The text counts bytes although schemas count characters: so does the server's. */
export function tooLong(field: string, limit: number): FieldError {
  return {
    type: "FieldValueTooLong",
    field,
    detail: `may not be more than ${limit} ${limit === 1 ? "byte" : "bytes"}`,
  };
}

export function tooMany(field: string, actual: number, limit: number): FieldError {
  const detail = `must have at most ${limit} ${limit === 1 ? "item" : "items"}`;
  return { type: "FieldValueTooMany", field, value: actual, detail };
}

/** The error's text without the field: what stands in a Status' cause. */
export function fieldErrorBody(error: FieldError): string {
  const value = error.value === undefined ? "" : `: ${printValue(error.value)}`;
  return `${title[error.type]}${value}${error.detail === "" ? "" : `: ${error.detail}`}`;
}

export function fieldErrorText(error: FieldError): string {
  return `${error.field}: ${fieldErrorBody(error)}`;
}

function printValue(value: Json): string {
  return typeof value === "string" ? goQuote(value) : JSON.stringify(value);
}
