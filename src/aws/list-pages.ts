import { AwsError } from "./aws-error.ts";
import type { AppRunnerCalls, AppRunnerOperation, AppRunnerPort } from "./port.ts";

/** The operations that answer in pages, and the most that a page of each holds: the API model's limit of `MaxResults`. */
export const pageSizes = {
  ListServices: 20,
  ListOperations: 20,
  DescribeCustomDomains: 5,
  ListAutoScalingConfigurations: 100,
  ListServicesForAutoScalingConfiguration: 100,
  ListObservabilityConfigurations: 100,
  ListVpcConnectors: 100,
  ListVpcIngressConnections: 100,
  ListConnections: 100,
} as const satisfies Partial<Record<AppRunnerOperation, number>>;

export type PagedOperation = keyof typeof pageSizes;

/**
 * The pages of a list, each read when it is asked for, until none follows: App Runner cuts a page first and then leaves
 * deleted services out, so a short or an empty page says nothing about the end (aws/aws-cli issue 9399, boto/botocore 3116).
 * @throws {AwsError} when a call fails, or the pages go in a circle.
 */
export async function* pagesOf<Operation extends PagedOperation>(
  port: AppRunnerPort,
  operation: Operation,
  input: AppRunnerCalls[Operation]["input"],
  signal?: AbortSignal,
): AsyncGenerator<AppRunnerCalls[Operation]["output"], void, void> {
  const tokens = new Set<string>();
  for (let token: string | undefined; ;) {
    const page = await port.call(
      operation,
      { MaxResults: pageSizes[operation], ...input, ...(token === undefined ? {} : { NextToken: token }) },
      { signal },
    );
    yield page;
    token = page.NextToken;
    if (token === undefined || token === "") return;
    if (tokens.has(token)) throw goingInACircle(operation, page.$metadata.requestId);
    tokens.add(token);
  }
}

/** All pages of a list, as `pagesOf` reads them. */
export async function listPages<Operation extends PagedOperation>(
  port: AppRunnerPort,
  operation: Operation,
  input: AppRunnerCalls[Operation]["input"],
  signal: AbortSignal,
): Promise<readonly AppRunnerCalls[Operation]["output"][]> {
  const pages: AppRunnerCalls[Operation]["output"][] = [];
  for await (const page of pagesOf(port, operation, input, signal)) pages.push(page);
  return pages;
}

function goingInACircle(operation: PagedOperation, requestId: string | undefined): AwsError {
  return new AwsError(`the answer to ${operation} could not be used: a page refers back to an earlier one`, {
    errorClass: "malformed",
    code: "MalformedAnswer",
    operation,
    requestId,
  });
}
