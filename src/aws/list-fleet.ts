import type { ServiceSummary } from "@aws-sdk/client-apprunner";
import { type Fleet, fleetOf } from "./fleet.ts";
import { pagesOf } from "./list-pages.ts";
import type { AppRunnerPort } from "./port.ts";

/** How far a listing has come, also when it fails. */
export interface ListProgress {
  /** Calls made. */
  pages: number;
  services: number;
}

/**
 * All services of one place.
 * @param progress is kept up to date with every page.
 * @throws {AwsError} when a call fails, or the pages go in a circle.
 */
export async function listFleet(port: AppRunnerPort, progress: ListProgress, signal?: AbortSignal): Promise<Fleet> {
  const counted: AppRunnerPort = {
    call(operation, input, options) {
      progress.pages += 1;
      return port.call(operation, input, options);
    },
  };
  const summaries: ServiceSummary[] = [];
  for await (const page of pagesOf(counted, "ListServices", {}, signal)) {
    summaries.push(...(page.ServiceSummaryList ?? []));
    progress.services = summaries.length;
  }
  return fleetOf(summaries);
}
