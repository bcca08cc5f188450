import type { ServiceSummary } from "@aws-sdk/client-apprunner";
import { AwsError } from "./aws-error.ts";
import { type Fleet, fleetOf } from "./fleet.ts";
import type { AppRunnerPort } from "./port.ts";

/** The most that ListServices returns at once. */
const servicesPerPage = 20;

/** How far a listing has come, also when it fails. */
export interface ListProgress {
  /** Calls made. */
  pages: number;
  services: number;
}

/**
 * All services of one place. Pages are read until none follows: App Runner cuts a page first and then leaves deleted
 * services out, so a short or an empty page says nothing about the end (aws/aws-cli issue 9399, boto/botocore 3116).
 * @param progress is kept up to date with every page.
 * @throws {AwsError} when a call fails, or the pages go in a circle.
 */
export async function listFleet(port: AppRunnerPort, progress: ListProgress, signal?: AbortSignal): Promise<Fleet> {
  const summaries: ServiceSummary[] = [];
  const tokens = new Set<string>();
  for (let token: string | undefined; ;) {
    progress.pages += 1;
    const input = { MaxResults: servicesPerPage, ...(token !== undefined && { NextToken: token }) };
    const page = await port.call("ListServices", input, { signal });
    summaries.push(...(page.ServiceSummaryList ?? []));
    progress.services = summaries.length;
    token = page.NextToken;
    if (token === undefined || token === "") return fleetOf(summaries);
    if (tokens.has(token)) throw goingInACircle(page.$metadata.requestId);
    tokens.add(token);
  }
}

function goingInACircle(requestId: string | undefined): AwsError {
  return new AwsError("the answer to ListServices could not be used: a page refers back to an earlier one", {
    errorClass: "malformed",
    code: "MalformedAnswer",
    operation: "ListServices",
    requestId,
  });
}
