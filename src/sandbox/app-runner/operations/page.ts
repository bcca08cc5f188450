import { invalidRequest } from "../wire/fault.ts";
import { decodePageToken, encodePageToken } from "./page-token.ts";

/** One page of a list of ARNs or of things with an ARN, and the token of the next one. */
export function pageOf<Row extends { readonly arn: string }>(
  rows: readonly Row[],
  { MaxResults = 100, NextToken }: { readonly MaxResults?: number; readonly NextToken?: string },
): { readonly page: readonly Row[]; readonly NextToken: string | undefined } {
  let start = 0;
  if (NextToken !== undefined) {
    const { Arn } = decodePageToken(NextToken);
    start = rows.findIndex(({ arn }) => arn === Arn) + 1;
    if (start === 0) throw invalidRequest("The NextToken you specified isn't valid.");
  }
  const end = start + MaxResults;
  const page = rows.slice(start, end);
  const last = page.at(-1);
  return {
    page,
    NextToken: last === undefined || end >= rows.length ? undefined : encodePageToken({ Arn: last.arn }),
  };
}
