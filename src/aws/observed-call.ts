import type { Clock } from "../base/clock.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsObserver, CallOutcome, CallRecord } from "./aws-observer.ts";
import { toAwsError } from "./to-aws-error.ts";

/** What every call through the SDK needs beside the call itself. */
export interface CallEnvironment {
  readonly clock: Clock;
  readonly observer: Pick<AwsObserver, "callEnded">;
  /** How long a call may take from being handed over to its answer's last byte. Milliseconds. */
  readonly requestTimeoutMs: number;
}

/** One call through the SDK. */
export interface ObservedCall<Output> {
  readonly about: Pick<CallRecord, "service" | "operation" | "kind" | "region" | "account">;
  readonly sensitiveValues: readonly string[];
  readonly throttleWaitMs: number;
  readonly signal: AbortSignal | undefined;
  readonly send: (signal: AbortSignal) => Promise<Output>;
  /** What is wrong with an answer, for people; undefined when nothing is. */
  readonly fault: (output: Output) => string | undefined;
}

interface WithMetadata {
  readonly $metadata: { readonly requestId?: string | undefined };
}

/**
 * Makes the call, within the time limit, and reports it. Rejects with the signal's reason when that is aborted, with an
 * AwsError in every other case.
 */
export async function observedCall<Output extends WithMetadata>(
  call: ObservedCall<Output>,
  { clock, observer, requestTimeoutMs }: CallEnvironment,
): Promise<Output> {
  const startMs = clock.monotonicMs();
  const report = (outcome: CallOutcome, requestId: string | undefined): void =>
    observer.callEnded({
      ...call.about,
      outcome,
      requestId,
      durationMs: clock.monotonicMs() - startMs,
      throttleWaitMs: call.throttleWaitMs,
    });
  try {
    const output = await within(call.send, requestTimeoutMs, clock, call.signal);
    const fault = call.fault(output);
    if (fault !== undefined) throw malformed(fault, call.about.operation, output.$metadata.requestId);
    report("ok", output.$metadata.requestId);
    return output;
  } catch (thrown) {
    if (call.signal?.aborted === true) {
      report("aborted", undefined);
      throw call.signal.reason;
    }
    const context = { ...call.about, sensitiveValues: call.sensitiveValues };
    const error = thrown instanceof AwsError ? thrown : toAwsError(thrown, context);
    report(error.errorClass, error.requestId);
    throw error;
  }
}

function malformed(fault: string, operation: string, requestId: string | undefined): AwsError {
  const message = `the answer to ${operation} could not be read: ${fault}`;
  return new AwsError(message, { errorClass: "malformed", code: "MalformedAnswer", operation, requestId });
}

/**
 * Settles as `send` does, or rejects when time is up or `signal` is aborted. The SDK is told to stop too, but it is not
 * waited for: it does not look at the signal any more once an answer has begun.
 */
async function within<Output>(
  send: (signal: AbortSignal) => Promise<Output>,
  timeoutMs: number,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<Output> {
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  const timer = clock.setTimer(timeoutMs, () => controller.abort(timeoutError(timeoutMs)));
  const stopped = new Promise<never>((_resolve, reject) => {
    controller.signal.addEventListener("abort", () => reject(controller.signal.reason as Error), { once: true });
  });
  try {
    return await Promise.race([send(controller.signal), stopped]);
  } finally {
    timer.cancel();
    signal?.removeEventListener("abort", onAbort);
  }
}

function timeoutError(timeoutMs: number): Error {
  return Object.assign(new Error(`no answer within ${timeoutMs} ms`), { name: "TimeoutError" });
}
