/** The API server answered with a Status of failure. */
export class KubeApiError extends Error {
  override readonly name = "KubeApiError";
  /** The HTTP status code; for an ERROR frame of a watch, the code in its Status. */
  readonly status: number;
  /** The Status' machine-readable reason, such as `NotFound`, `Conflict`, `AlreadyExists`, `Expired`; may be empty. */
  readonly reason: string;
  /** What the server asked us to wait before a retry, milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    details: { readonly status: number; readonly reason: string; readonly retryAfterMs?: number | undefined },
  ) {
    super(message);
    this.status = details.status;
    this.reason = details.reason;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** No answer, or none that could be read: refused, reset, timed out, or not JSON. Whether the call took effect is open. */
export class KubeTransportError extends Error {
  override readonly name = "KubeTransportError";
  /** Whether another attempt may fare better soon: a connection failed, as opposed to a timeout or an unreadable answer. */
  readonly retryable: boolean;

  constructor(message: string, options: { readonly cause?: unknown; readonly retryable?: boolean } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.retryable = options.retryable ?? false;
  }
}

/** The object does not exist (404). */
export function isNotFound(error: unknown): boolean {
  return error instanceof KubeApiError && error.status === 404;
}

/** The resource version or the list's continue token is too old (410): read everything anew. */
export function isExpired(error: unknown): boolean {
  return error instanceof KubeApiError && (error.status === 410 || error.reason === "Expired");
}

/** The object changed meanwhile, or exists already (409). */
export function isConflict(error: unknown): boolean {
  return error instanceof KubeApiError && error.status === 409;
}
