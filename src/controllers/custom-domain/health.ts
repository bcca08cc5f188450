import type { CustomDomain as LiveDomain } from "@aws-sdk/client-apprunner";
import type { Outcome } from "../engine/outcome.ts";
import { personWaitMs } from "../engine/person-wait.ts";
import { isStuck } from "../engine/transition.ts";
import type { PlanInput } from "./plan-input.ts";
import { validationRecords } from "./records.ts";

/** App Runner's status in the API model's spelling: live answers have it in lower case. */
export function statusOf({ Status: status }: LiveDomain): string {
  return status?.toUpperCase() ?? "";
}

/** The statuses in which App Runner is at work on the domain. */
const changing: readonly string[] = ["CREATING", "BINDING_CERTIFICATE", "DELETING"];

/** What App Runner is doing to the domain, in its own word; undefined: nothing. */
export function changingStatus({ observation }: Pick<PlanInput, "observation">): string | undefined {
  const status = observation.state === "seen" && observation.domain ? statusOf(observation.domain) : "";
  return changing.includes(status) ? status : undefined;
}

/** Putting a certificate in place goes through many hands. */
function deadlineMs(status: string, { otherMs }: PlanInput["timings"]["deadlines"]): number {
  return status === "BINDING_CERTIFICATE" ? 3 * otherMs : otherMs;
}

/** What the state of a domain says of the object. */
export function domainHealth(
  input: PlanInput,
  domain: LiveDomain,
): Pick<Outcome, "reason" | "message"> & Partial<Outcome> {
  const { timings, memory, nowMs } = input;
  const { pollMs, stuckPollMs, blockedRetryMs } = timings;
  const status = statusOf(domain);
  const { transition } = memory;
  if (transition?.status === status && isStuck(transition, deadlineMs(status, timings.deadlines), nowMs)) {
    const message = `the domain is ${status} since ${transition.startedAt}`;
    return { reason: "OperationStuck", message, requeueAfterMs: stuckPollMs };
  }
  switch (status) {
    case "CREATING":
      return {
        reason: "Creating",
        message: "App Runner prepares the certificate; its DNS records are told soon",
        requeueAfterMs: pollMs,
      };
    case "PENDING_CERTIFICATE_DNS_VALIDATION": {
      const requeueAfterMs = personWaitMs(Date.parse(memory.associatedAt ?? "1970"), input);
      return { reason: "WaitingForDns", message: missingText(domain), requeueAfterMs };
    }
    case "BINDING_CERTIFICATE":
      return { reason: "Creating", message: "App Runner puts the certificate in place", requeueAfterMs: pollMs };
    case "ACTIVE":
      return { reason: "Available", message: "the domain has its certificate and leads to the service" };
    case "CREATE_FAILED":
      return {
        reason: "CreateFailed",
        message:
          "App Runner could not get a certificate for the domain: check that it is yours, and that its CAA records allow Amazon",
      };
    case "DELETING":
      return { reason: "Deleting", message: "App Runner is taking the domain away", requeueAfterMs: pollMs };
    case "DELETE_FAILED":
      return {
        reason: "DeleteFailed",
        message: "App Runner could not take the domain away",
        requeueAfterMs: blockedRetryMs,
      };
    default:
      return {
        reason: "AwsUnavailable",
        message: `App Runner reports the unknown status ${status}`,
        requeueAfterMs: stuckPollMs,
      };
  }
}

/** Which records are not seen yet. */
function missingText(domain: LiveDomain): string {
  const records = validationRecords(domain);
  const open = records.filter(({ status }) => status !== "SUCCESS");
  if (open.length === 0) return "App Runner has seen every DNS record, and checks them";
  const names = open.map(({ name, status }) => `${name}${status === "FAILED" ? " (FAILED)" : ""}`);
  return `App Runner waits for ${open.length} of ${records.length} DNS records of \`status.certificateValidationRecords\`: ${names.join(", ")}`;
}
