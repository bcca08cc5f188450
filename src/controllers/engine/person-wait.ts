import type { Timings } from "./timings.ts";

/** For so long after something was asked of a person, at AWS's pace, the person is likely to be at it. */
const soonMs = 30 * 60_000;

/** Until it is looked again whether a person has done what the object waits for. @param sinceMs when that began. */
export function personWaitMs(
  sinceMs: number,
  { nowMs, timings }: { readonly nowMs: number; readonly timings: Timings },
): number {
  const { stuckPollMs, blockedRetryMs, speed } = timings;
  return nowMs - sinceMs < soonMs / speed ? stuckPollMs : blockedRetryMs;
}
