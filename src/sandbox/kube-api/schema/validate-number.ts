import { invalid, type FieldError } from "../errors/field-error.ts";
import { printPath } from "./field-path.ts";
import type { Schema } from "./schema.ts";

/** The errors of a number against range and format; `field` names it in the error, `path` in the text. */
export function numberErrors(value: number, schema: Schema, field: string, path: string): FieldError[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema.limits;
  const refuse = (detail: string): FieldError => invalid(field, value, `${path} in body should be ${detail}`);
  const errors: FieldError[] = [];
  if (format === "int32" && schema.type === "integer" && Math.trunc(value) !== (value | 0)) {
    const detail = `Checked value must be of type integer with format int32 in ${path}`;
    errors.push(invalid(printPath(""), "", detail));
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    errors.push(refuse(`a multiple of ${multipleOf}`));
  }
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    errors.push(refuse(`greater than ${exclusiveMinimum ? "" : "or equal to "}${minimum}`));
  }
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    errors.push(refuse(`less than ${exclusiveMaximum ? "" : "or equal to "}${maximum}`));
  }
  return errors;
}
