/**
 * The seeds of a test over worlds at random, so that each title tells its own: from 1 to `last`, or those that the
 * environment's `SEEDS` asks for, such as `5-90`.
 */
export function seedsTo(last: number): readonly number[] {
  const [from = 1, to = last] = (process.env["SEEDS"] ?? "").split("-").flatMap((text) => Number(text) || []);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
