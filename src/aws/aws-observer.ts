import type { AwsErrorClass } from "./aws-error.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import type { OperationKind } from "./operation-kind.ts";
import type { Place } from "./port.ts";

/** `aborted`: the caller gave up, before or while the request was under way. */
export type CallOutcome = "ok" | AwsErrorClass | "aborted";

/** One call that ended. Carries nothing of the request's or the answer's contents. */
export interface CallRecord {
  readonly service: "apprunner" | "sts";
  /** As in the API reference, such as `DescribeService`. */
  readonly operation: string;
  readonly kind: OperationKind;
  readonly region: string;
  /** Absent for a call to STS, which tells the account. */
  readonly account: string | undefined;
  readonly outcome: CallOutcome;
  /** From handing the request over to the answer, without the wait for the budget. Milliseconds. */
  readonly durationMs: number;
  /** How long the call waited for the budget before. Milliseconds. */
  readonly throttleWaitMs: number;
  /** AWS's id of the request, when there was an answer. */
  readonly requestId: string | undefined;
}

/** The budget slowed down because AWS throttled a call. */
export interface BackOffRecord {
  readonly place: Place;
  readonly kind: OperationKind;
  /** No call of that kind for so long. Milliseconds. */
  readonly pauseMs: number;
  /** The rate after the pause, calls per second. Grows back with every call that is not throttled. */
  readonly ratePerSecond: number;
}

/** One sweep of the fleet that ended. */
export interface SweepRecord {
  readonly place: Place;
  readonly outcome: CallOutcome;
  /** Calls of ListServices made, the failed one included. */
  readonly pages: number;
  /** Services seen; of a failed sweep those up to the failure. */
  readonly services: number;
  readonly durationMs: number;
}

/** What the AWS layer tells metrics and logs. Implementations must neither throw nor block. */
export interface AwsObserver {
  callEnded(call: CallRecord): void;
  backedOff(backOff: BackOffRecord): void;
  sweepEnded(sweep: SweepRecord): void;
  /** Told when the identity is first known, and again when it becomes another one. */
  identityKnown(identity: CallerIdentity): void;
}

/** For who does not want to know. */
export const silentAwsObserver: AwsObserver = {
  callEnded() {},
  backedOff() {},
  sweepEnded() {},
  identityKnown() {},
};
