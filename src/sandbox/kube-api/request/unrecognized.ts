import type { ApiError } from "../errors/api-error.ts";
import { badRequest } from "../errors/refusals.ts";

/** The refusal of a body that is no object at all, in the server's words. */
export function unrecognized(kind: string, body: Uint8Array, why: string): ApiError {
  return badRequest(`the object provided is unrecognized (must be of type ${kind}): ${why} (${summary(body)})`);
}

const shownBytes = 30;

/** The start of a body: as it is if it looks like JSON, else in hexadecimal digits. */
function summary(body: Uint8Array): string {
  if (body.length === 0) return "<empty>";
  const shown = Buffer.from(body.subarray(0, shownBytes));
  const text = body[0] === "{".charCodeAt(0) ? shown.toString("utf8") : shown.toString("hex");
  return body.length > shownBytes ? `${text} ...` : text;
}

/** What is wrong with a JSON text, as Go's parser says it: the text ends too early, or a character does not belong. */
export function jsonErrorText(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  const at = position === undefined ? text.length : Number(position);
  const isCut = at >= text.trimEnd().length || message.startsWith("Unterminated");
  return isCut
    ? "unexpected end of JSON input"
    : `invalid character '${text.charAt(at)}' looking for beginning of value`;
}
