import type { AwsError } from "../../aws/aws-error.ts";
import { backoffDelayMs } from "../../base/backoff.ts";
import type { Outcome } from "./outcome.ts";
import type { Timings } from "./timings.ts";

/** What is known about the passes before this one. */
export interface PassHistory {
  /** This process has not looked at the object before. */
  readonly isFirst: boolean;
  /** Passes in a row that AWS gave no usable answer to, this one included. */
  readonly failures: number;
  /** For how long App Runner could not assume a role. */
  readonly roleFailingMs: number;
}

/** What an AWS error means for the object, and when it makes sense to try again. */
export function awsOutcome(error: AwsError, history: Omit<PassHistory, "isFirst">, timings: Timings): Outcome {
  const message = `${error.operation}: ${error.message}`;
  const soonMs = backoffDelayMs({ baseMs: 2000 / timings.speed, maxMs: timings.blockedRetryMs }, history.failures);
  switch (error.errorClass) {
    case "throttled":
      return { reason: "Throttled", message, requeueAfterMs: soonMs };
    case "transient":
    case "malformed":
    case "notFound":
      return { reason: "AwsUnavailable", message, requeueAfterMs: soonMs };
    case "busy":
      return isBlockedDeletion(error)
        ? { reason: "DeletionBlocked", message, requeueAfterMs: timings.blockedRetryMs }
        : { reason: "WaitingForOperation", message, requeueAfterMs: timings.pollMs };
    case "alreadyExists":
      return { reason: "AlreadyExists", message, requeueAfterMs: timings.pollMs };
    case "rolePropagation":
      return history.roleFailingMs < timings.roleGraceMs
        ? { reason: "WaitingForRole", message, requeueAfterMs: timings.roleRetryMs }
        : { reason: "RoleNotAssumable", message, requeueAfterMs: timings.blockedRetryMs };
    case "quota":
      return { reason: "QuotaExceeded", message, requeueAfterMs: timings.blockedRetryMs };
    case "accessDenied":
      return { reason: "AccessDenied", message, requeueAfterMs: timings.blockedRetryMs };
    case "credentials":
      return { reason: "CredentialsInvalid", message, requeueAfterMs: Math.min(soonMs, timings.stuckPollMs) };
    case "invalid":
      return { reason: "Rejected", message, requeueAfterMs: timings.rejectedRetryMs };
  }
}

/** App Runner refuses to delete a service that a VPC ingress connection needs as if it were busy. */
function isBlockedDeletion(error: AwsError): boolean {
  return error.operation === "DeleteService" && error.message.includes("VpcIngressConnection");
}
