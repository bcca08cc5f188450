import type { DomainRecord } from "../state/domain-record.ts";
import type { ServiceRecord } from "../state/service-record.ts";

/** A custom domain, as the admin interface shows it. */
export interface DomainView {
  readonly name: string;
  readonly status: DomainRecord["status"];
  readonly serviceArn: string;
  /** Those that prove whose the domain is; none while they do not show yet. */
  readonly records: DomainRecord["records"];
}

export function viewDomain(
  { name, status, records, recordsAtMs }: DomainRecord,
  { arn }: ServiceRecord,
  nowMs: number,
): DomainView {
  return { name, status, serviceArn: arn, records: recordsAtMs > nowMs ? [] : records };
}
