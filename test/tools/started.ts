/** What a `beforeAll` made. Throws when it has not, so that a test names the reason instead of a missing member. */
export function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("beforeAll has not finished");
  return value;
}
