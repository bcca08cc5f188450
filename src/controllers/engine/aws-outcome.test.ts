import { describe, expect, it } from "vitest";
import { AwsError, type AwsErrorClass } from "../../aws/aws-error.ts";
import { awsOutcome } from "./aws-outcome.ts";
import type { Reason } from "./reasons.ts";
import { resolveTimings } from "./timings.ts";

const timings = resolveTimings(1);

function error(errorClass: AwsErrorClass, operation = "UpdateService", message = "no"): AwsError {
  return new AwsError(message, { errorClass, code: "X", operation });
}

describe("what an AWS error means for the object", () => {
  it.each<{ errorClass: AwsErrorClass; reason: Reason; againMs: number }>([
    { errorClass: "throttled", reason: "Throttled", againMs: 2000 },
    { errorClass: "transient", reason: "AwsUnavailable", againMs: 2000 },
    { errorClass: "malformed", reason: "AwsUnavailable", againMs: 2000 },
    { errorClass: "notFound", reason: "AwsUnavailable", againMs: 2000 },
    { errorClass: "busy", reason: "WaitingForOperation", againMs: timings.pollMs },
    { errorClass: "alreadyExists", reason: "AlreadyExists", againMs: timings.pollMs },
    { errorClass: "rolePropagation", reason: "WaitingForRole", againMs: timings.roleRetryMs },
    { errorClass: "quota", reason: "QuotaExceeded", againMs: timings.blockedRetryMs },
    { errorClass: "accessDenied", reason: "AccessDenied", againMs: timings.blockedRetryMs },
    { errorClass: "credentials", reason: "CredentialsInvalid", againMs: 2000 },
    { errorClass: "invalid", reason: "Rejected", againMs: timings.rejectedRetryMs },
  ])("$errorClass: $reason, again after $againMs ms", ({ errorClass, reason, againMs }) => {
    const outcome = awsOutcome(error(errorClass), { failures: 1, roleFailingMs: 0 }, timings);
    expect(outcome).toEqual({ reason, message: "UpdateService: no", requeueAfterMs: againMs });
  });

  it("a role that cannot be assumed for longer than the grace is reported", () => {
    const outcome = awsOutcome(error("rolePropagation"), { failures: 9, roleFailingMs: timings.roleGraceMs }, timings);
    expect(outcome).toMatchObject({ reason: "RoleNotAssumable", requeueAfterMs: timings.blockedRetryMs });
  });

  it("a deletion that an ingress connection is in the way of is told as blocked", () => {
    const text = "You cannot delete a Service while it has VpcIngressConnections with a status of AVAILABLE.";
    const blocked = awsOutcome(error("busy", "DeleteService", text), { failures: 1, roleFailingMs: 0 }, timings);
    expect(blocked).toMatchObject({ reason: "DeletionBlocked", requeueAfterMs: timings.blockedRetryMs });
    const busy = awsOutcome(error("busy", "DeleteService"), { failures: 1, roleFailingMs: 0 }, timings);
    expect(busy.reason).toBe("WaitingForOperation");
  });

  it.each([
    { failures: 2, againMs: 4000 },
    { failures: 5, againMs: 32_000 },
    { failures: 50, againMs: timings.blockedRetryMs },
  ])("after $failures failures in a row it is tried again after $againMs ms", ({ failures, againMs }) => {
    expect(awsOutcome(error("transient"), { failures, roleFailingMs: 0 }, timings).requeueAfterMs).toBe(againMs);
  });

  it("credentials are asked for again each minute, however long they are missing", () => {
    const outcome = awsOutcome(error("credentials"), { failures: 50, roleFailingMs: 0 }, timings);
    expect(outcome.requeueAfterMs).toBe(timings.stuckPollMs);
  });

  it("an emulator that is faster is asked sooner", () => {
    const outcome = awsOutcome(error("transient"), { failures: 1, roleFailingMs: 0 }, resolveTimings(40));
    expect(outcome.requeueAfterMs).toBe(50);
  });
});
