import { redact } from "./redact.ts";

/** The most that `scrub` returns, in UTF-16 code units. */
export const maxScrubbedLength = 1024;

const ellipsis = "...";

/** No text of AWS comes near it; a bound so that a broken proxy's pages cost no time. */
const maxReadLength = 65_536;

/** What differs from one call to the next though nothing changed, and what could give credentials away. */
const noise: readonly (readonly [RegExp, string])[] = [
  // A refused signature comes with the signed headers, the session token among them.
  [/\s*The Canonical String for this request should have been[\s\S]*/gi, ""],
  [/\s*Encoded authorization failure message:\s*\S+/gi, ""],
  [/\s*[([](?:AWS )?request[ -]?id\s*[:=]?\s*"?[\da-f-]{8,}"?[)\]]/gi, ""],
  [/[\s,;]*\b(?:AWS )?request[ -]?id\s*[:=]?\s*"?[\da-f-]{8,}"?/gi, ""],
  // "Signature expired: 20260101T000000Z is now earlier than ...": texts are compared to tell whether a status changed.
  [/\b\d{8}T\d{6}Z\b/g, "<time>"],
  [/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " "],
];

/**
 * A text from AWS, fit for logs, events and status: one line, at most `maxScrubbedLength` long, without request ids and
 * times, and without any of `sensitiveValues`, see `redact`. The same text and values give the same result.
 */
export function scrub(text: string, sensitiveValues: Iterable<string>): string {
  const values = [...sensitiveValues];
  const tidied = noise.reduce(
    (rest, [pattern, replacement]) => rest.replaceAll(pattern, replacement),
    redact(text.slice(0, maxReadLength), values),
  );
  // Once more at the end: leaving something out, or the ellipsis, can bring the two halves of a value together.
  return redact(truncate(tidied.trim()), values);
}

function truncate(text: string): string {
  if (text.length <= maxScrubbedLength) return text;
  const cut = text.slice(0, maxScrubbedLength - ellipsis.length);
  // Never half of a surrogate pair: it could not be written as UTF-8.
  return (/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut) + ellipsis;
}
