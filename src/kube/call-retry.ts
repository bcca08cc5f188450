import { jitter, type Random } from "../base/random.ts";
import { KubeApiError, KubeTransportError } from "./kube-error.ts";

/** A failed attempt of a call. */
export interface FailedAttempt {
  readonly error: unknown;
  readonly method: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Whether the credentials were read anew for this call already. */
  readonly refreshed: boolean;
}

/** What to do about it. */
export type RetryDecision =
  | { readonly action: "fail" }
  | { readonly action: "refresh-credentials" }
  | { readonly action: "retry"; readonly afterMs: number };

const maxAttempts = 4;

/** The server asked for more patience than a caller should be held for: the caller's own backoff takes over. */
const longestRetryAfterMs = 10_000;

/**
 * Few retries, and only those that are safe: what the server asked for with Retry-After (it has not acted then), a GET
 * without an answer, and once with fresh credentials. Everything else is for the caller, who knows what the call meant.
 */
export function decideRetry({ error, method, attempt, refreshed }: FailedAttempt, random: Random): RetryDecision {
  if (error instanceof KubeApiError && error.status === 401 && !refreshed) return { action: "refresh-credentials" };
  if (attempt >= maxAttempts) return { action: "fail" };
  if (error instanceof KubeApiError) {
    const afterMs = error.retryAfterMs;
    const asked = (error.status === 429 || error.status === 503) && afterMs !== undefined;
    if (!asked || afterMs > longestRetryAfterMs) return { action: "fail" };
    return { action: "retry", afterMs: afterMs * (1 + 0.2 * random()) };
  }
  if (error instanceof KubeTransportError && error.retryable && method === "GET" && attempt <= 2) {
    return { action: "retry", afterMs: jitter(100 * 2 ** (attempt - 1), 0.5, random) };
  }
  return { action: "fail" };
}
