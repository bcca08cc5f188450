import { invalid, type FieldError } from "../errors/field-error.ts";
import type { Schema } from "./schema.ts";

/** The errors of a number against range and format; `field` names it in the error, `path` in the text. */
export function numberErrors(value: number, schema: Schema, field: string, path: string): FieldError[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema.limits;
  const refuse = (detail: string): FieldError => invalid(field, value, `${path} in body should be ${detail}`);
  const errors: FieldError[] = [];
  if (multipleOf !== undefined) {
    // The server compares whole numbers with the whole part of the factor, whatever that does to a factor below one.
    const factor = Number.isInteger(value) ? Math.trunc(multipleOf) : multipleOf;
    if (factor <= 0) {
      errors.push(invalid(field, value, `factor MultipleOf declared for ${path} must be positive: ${factor}`));
    } else if (!Number.isInteger(value / factor)) errors.push(refuse(`a multiple of ${multipleOf}`));
  }
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    errors.push(refuse(`greater than ${exclusiveMinimum ? "" : "or equal to "}${minimum}`));
  }
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    errors.push(refuse(`less than ${exclusiveMaximum ? "" : "or equal to "}${maximum}`));
  }
  return errors;
}
