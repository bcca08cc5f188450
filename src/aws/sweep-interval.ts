const shortestMs = 60_000;
const longestMs = 120_000;
/** Up to here one sweep a minute is cheap: 400 services. */
const pagesPerMinute = 20;

/**
 * From the start of one sweep to that of the next, in milliseconds at AWS's pace, for a fleet of `pages` pages. A minute;
 * above 20 pages longer in proportion, but never above two: every change of a service takes minutes in which its status
 * is OPERATION_IN_PROGRESS, and a sweep must fall into them to see it.
 *
 * The cost is 1440 x pages / services reads per service and day: 72 where the pages are full (20 services on each), 1440
 * for a single service, less above 20 pages. Deleted services take up room on pages too.
 */
export function sweepIntervalMs(pages: number): number {
  return Math.min(longestMs, Math.max(shortestMs, (shortestMs * pages) / pagesPerMinute));
}

/** `sweepIntervalMs` with a jitter of a tenth either way, so that operators do not march in step; never above the longest. */
export function jitteredSweepIntervalMs(pages: number, jitterFactor: number): number {
  return Math.min(longestMs, sweepIntervalMs(pages) * jitterFactor);
}
