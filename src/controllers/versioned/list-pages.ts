import type { AppRunnerCalls, AppRunnerPort } from "../../aws/port.ts";

/** The lists of App Runner that are read page by page. */
type ListOperation =
  | "ListConnections"
  | "ListAutoScalingConfigurations"
  | "ListObservabilityConfigurations"
  | "ListVpcConnectors"
  | "ListVpcIngressConnections"
  | "ListServicesForAutoScalingConfiguration";

/** Reads a list to its end: a page may be short, or empty, and still have another one after it. */
export async function listPages<Operation extends ListOperation>(
  port: AppRunnerPort,
  operation: Operation,
  input: AppRunnerCalls[Operation]["input"],
  signal: AbortSignal,
): Promise<readonly AppRunnerCalls[Operation]["output"][]> {
  const pages: AppRunnerCalls[Operation]["output"][] = [];
  let token: string | undefined;
  do {
    const page = await port.call(
      operation,
      { MaxResults: 100, ...input, ...(token === undefined ? {} : { NextToken: token }) },
      { signal },
    );
    pages.push(page);
    token = page.NextToken;
  } while (token !== undefined);
  return pages;
}
