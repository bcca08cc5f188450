/** `text` on one line, without control characters, cut after `limit` characters: fit for a log line or an error. */
export function oneLine(text: string, limit = 300): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what has to go
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, " ").trim();
  return line.length <= limit ? line : `${line.slice(0, limit)}...`;
}

/** What went wrong, by the innermost cause: the outer errors of an HTTP client only say that it failed. */
export function rootMessage(error: unknown): string {
  let inner = error;
  for (let depth = 0; depth < 8 && inner instanceof Error && inner.cause instanceof Error; depth++) inner = inner.cause;
  if (inner instanceof AggregateError && inner.message === "" && inner.errors.length > 0) {
    return rootMessage(inner.errors[0]);
  }
  if (!(inner instanceof Error)) return oneLine(String(inner));
  return oneLine(inner.message === "" ? inner.name : inner.message);
}
