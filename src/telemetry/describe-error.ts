/** The errors whose message is all that there is to know: they are of the world, not of this program. */
const expectedErrors = /^(?:Kube|Aws|Sts|Abort|NotLeader)/u;

/**
 * What a log line says of an error: name and message on one line, and where it was thrown if it may be a defect of this
 * program. Neither causes nor other members: they may hold what was sent.
 */
export function describeError(error: unknown): {
  readonly error: string;
  readonly errorName?: string;
  readonly stack?: readonly string[];
} {
  if (!(error instanceof Error)) return { error: typeof error };
  const text = { error: oneLine(error.message), errorName: error.name };
  return expectedErrors.test(error.name) ? text : { ...text, stack: framesOf(error) };
}

/** The frames alone; the head of a stack repeats the message, with its line breaks. */
function framesOf(error: Error): readonly string[] {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /u.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim().slice(0, 1_000);
}
