import { backoffDelayMs } from "../base/backoff.ts";
import type { Random } from "../base/random.ts";
import { KubeApiError, KubeTransportError } from "./kube-error.ts";

/** As client-go's reflector; jitter keeps the reflectors of many processes from returning in step. */
const backoff = { baseMs: 800, maxMs: 30_000 };

/** After so many failures in a row the resource version itself is under suspicion. */
const resumeAtMost = 5;

const passingStatuses: ReadonlySet<number> = new Set([401, 403, 429, 500, 502, 503]);

/** How long to wait after the `failures`-th failure in a row: at least what the server asked for. */
export function retryDelayMs(error: unknown, failures: number, random: Random): number {
  const askedMs = error instanceof KubeApiError ? (error.retryAfterMs ?? 0) : 0;
  const delayMs = backoffDelayMs(backoff, failures);
  return Math.min(backoff.maxMs * 2, Math.max(askedMs, delayMs / 2) + (delayMs / 2) * random());
}

/**
 * Whether the next watch may go on where the last one ended. Not after 410, nor after an answer that may be about the
 * resource version itself, such as 504 "Too large resource version" from a server that was restored from a backup.
 */
export function isResumable(error: unknown, failures: number): boolean {
  if (failures > resumeAtMost) return false;
  if (error instanceof KubeApiError) return passingStatuses.has(error.status);
  return error instanceof KubeTransportError;
}
