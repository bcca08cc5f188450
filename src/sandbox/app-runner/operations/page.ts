import { invalidRequest } from "../wire/fault.ts";
import { decodePageToken, encodePageToken } from "./page-token.ts";

/** Something that a list is made of. */
interface Row {
  readonly arn: string;
}

/**
 * How many of a list's rows come before the page that follows the row with an ARN, which may be listed no more; undefined
 * when there never was one.
 */
export type RowsUntil = (arn: string) => number | undefined;

/** One page of a list of things with an ARN, and the token of the next one: the ARN of the page's last row. */
export function pageOf<Listed extends Row>(
  rows: readonly Listed[],
  { MaxResults = 100, NextToken }: { readonly MaxResults?: number; readonly NextToken?: string },
  rowsUntil: RowsUntil,
): { readonly page: readonly Listed[]; readonly NextToken: string | undefined } {
  const start = NextToken === undefined ? 0 : startOf(NextToken, rowsUntil);
  const end = start + MaxResults;
  const page = rows.slice(start, end);
  const last = page.at(-1);
  return {
    page,
    NextToken: last === undefined || end >= rows.length ? undefined : encodePageToken({ Arn: last.arn }),
  };
}

function startOf(token: string, rowsUntil: RowsUntil): number {
  const { Arn } = decodePageToken(token);
  const start = typeof Arn === "string" ? rowsUntil(Arn) : undefined;
  if (start === undefined) throw invalidRequest("The NextToken you specified isn't valid.");
  return start;
}

/**
 * For rows that are those of a table which fit a list now, in the table's order. Nothing leaves the table, hence a row
 * that came to fit the list no more still tells where the next page begins.
 */
export function rowsOfTable(rows: readonly Row[], table: readonly Row[]): RowsUntil {
  return (arn) => {
    const place = table.findIndex((row) => row.arn === arn);
    if (place === -1) return undefined;
    const passed = new Set(table.slice(0, place + 1));
    return rows.filter((row) => passed.has(row)).length;
  };
}
