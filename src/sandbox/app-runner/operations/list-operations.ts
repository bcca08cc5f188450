import { listOperationsInput } from "../constraints/inputs.ts";
import { findVisible } from "../service/find-service.ts";
import { presentOperation } from "../service/present.ts";
import { invalidRequest } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";
import { decodePageToken, encodePageToken } from "./page-token.ts";

const defaultPageSize = 20;

/** Newest first. */
export const listOperations = defineOperation(listOperationsInput, (input, context) => {
  const record = findVisible(input.ServiceArn, context);
  const operations = record.operations.toReversed();
  let start = 0;
  if (input.NextToken !== undefined) {
    const { OperationId } = decodePageToken(input.NextToken);
    start = operations.findIndex(({ id }) => id === OperationId) + 1;
    if (start === 0) throw invalidRequest("The NextToken you specified isn't valid.");
  }
  const end = start + (input.MaxResults ?? defaultPageSize);
  const page = operations.slice(start, end);
  const last = page.at(-1);
  return {
    OperationSummaryList: page.map((operation) => presentOperation(operation, record)),
    NextToken:
      last === undefined || end >= operations.length
        ? undefined
        : encodePageToken({ ServiceArn: record.arn, OperationId: last.id }),
  };
});
