import { listServicesInput } from "../constraints/inputs.ts";
import type { RegionState } from "../state/region-state.ts";
import { presentSummary } from "../service/present.ts";
import type { ServiceRecord } from "../state/service-record.ts";
import { invalidRequest } from "../wire/fault.ts";
import { defineOperation } from "./operation.ts";
import { decodePageToken, encodePageToken } from "./page-token.ts";

const defaultPageSize = 20;

interface Row {
  readonly id: string;
  readonly createdAtMs: number;
  readonly service?: ServiceRecord;
}

/**
 * Newest first. Deleted services are taken out after the page is cut, so that a page can be short, or empty, and still
 * carry a NextToken: App Runner does the same.
 */
export const listServices = defineOperation(listServicesInput, (input, { region }) => {
  const rows = tableRows(region);
  const start = input.NextToken === undefined ? 0 : rowAfter(rows, input.NextToken, region);
  const end = start + (input.MaxResults ?? defaultPageSize);
  const page = rows.slice(start, end);
  const last = page.at(-1);
  return {
    ServiceSummaryList: page.flatMap(({ service }) =>
      service === undefined || service.status === "DELETED" ? [] : [presentSummary(service)],
    ),
    NextToken: last === undefined || end >= rows.length ? undefined : tokenOf(last, region),
  };
});

function tableRows(region: RegionState): readonly Row[] {
  const rows: readonly Row[] = [
    ...region.services.map((service) => ({ id: service.id, createdAtMs: service.createdAtMs, service })),
    ...region.deletedRows,
  ];
  return rows.toReversed().toSorted((left, right) => right.createdAtMs - left.createdAtMs);
}

function tokenOf(row: Row, region: RegionState): string {
  return encodePageToken({
    CustomerAccountId: region.account,
    CreatedAt: row.createdAtMs,
    HashKey: `${region.account}#${row.id}`,
  });
}

function rowAfter(rows: readonly Row[], token: string, region: RegionState): number {
  const key = decodePageToken(token);
  const found = rows.findIndex((row) => key["HashKey"] === `${region.account}#${row.id}`);
  if (found === -1) throw invalidRequest("The NextToken you specified isn't valid.");
  return found + 1;
}
