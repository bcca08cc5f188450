import type { ApiError } from "../errors/api-error.ts";
import { badRequest } from "../errors/refusals.ts";

/** What to do about members that the server does not know, or that are given twice. */
export type FieldValidation = "Ignore" | "Warn" | "Strict";

/** The server's words about fields that it did not expect; `duplicates` are such words already. */
export function strictErrors(duplicates: readonly string[], unknown: readonly string[]): string[] {
  return [...duplicates, ...unknown.map((path) => `unknown field ${JSON.stringify(path)}`)];
}

/** Warns of such fields, or refuses the request. */
export function judgeStrictly(
  errors: readonly string[],
  validation: FieldValidation,
  warn: (text: string) => void,
  refuse: (text: string) => ApiError,
): void {
  if (errors.length === 0 || validation === "Ignore") return;
  if (validation === "Strict") throw refuse(`strict decoding error: ${errors.join(", ")}`);
  for (const error of errors) warn(error);
}

/** The refusal of an object with such fields. */
export function strictRefusal(kind: string, version: string): (text: string) => ApiError {
  return (text) => badRequest(`${kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind}: ${text}`);
}
