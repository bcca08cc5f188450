import { invalid, notSupported, tooLong, type FieldError } from "../errors/field-error.ts";
import { invalidObject } from "../errors/refusals.ts";
import type { FieldValidation } from "./field-validation.ts";

const longestManager = 128;
const validations = ["", "Ignore", "Strict", "Warn"];

/** Reads the query of a write. @throws ApiError 422 for what it must not say */
export function readWriteOptions(
  query: URLSearchParams,
  kind: "CreateOptions" | "UpdateOptions" | "PatchOptions" | "DeleteOptions",
): FieldValidation {
  const errors: FieldError[] = [];
  const dryRun = query.getAll("dryRun").filter((value) => value !== "");
  if (dryRun.some((value) => value !== "All")) errors.push(notSupported("dryRun", dryRun, ["All"]));
  const manager = query.get("fieldManager") ?? "";
  if (Buffer.byteLength(manager) > longestManager) errors.push(tooLong("fieldManager", longestManager));
  if (/\p{Cc}/u.test(manager)) {
    errors.push(invalid("fieldManager", manager, "should not contain unprintable characters"));
  }
  const validation = query.get("fieldValidation") ?? "";
  if (!validations.includes(validation)) errors.push(notSupported("fieldValidation", validation, validations));
  if (errors.length > 0) throw invalidObject({ group: "meta.k8s.io", kind }, "", errors);
  return validation === "Ignore" || validation === "Strict" ? validation : "Warn";
}
