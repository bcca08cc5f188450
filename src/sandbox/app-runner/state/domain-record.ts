type DomainStatus =
  | "CREATING"
  | "CREATE_FAILED"
  | "ACTIVE"
  | "DELETING"
  | "DELETE_FAILED"
  | "PENDING_CERTIFICATE_DNS_VALIDATION"
  | "BINDING_CERTIFICATE";

/** A record that proves to the certificate authority whose the domain is. */
export interface ValidationRecord {
  readonly name: string;
  readonly value: string;
  status: "PENDING_VALIDATION" | "SUCCESS" | "FAILED";
}

/** A custom domain of a service. Its time is lazy, as the service's is. */
export interface DomainRecord {
  /** In the place of an ARN, which domains do not have. */
  readonly arn: string;
  readonly name: string;
  readonly www: boolean;
  readonly records: ValidationRecord[];
  status: DomainStatus;
  /** When the validation records begin to show. */
  readonly recordsAtMs: number;
  /** When the records were found to be right. */
  validatedAtMs?: number;
  /** What becomes of it, and when; `gone`: it leaves the list. Absent at rest. */
  next?: { readonly status: DomainStatus | "gone"; readonly atMs: number };
}

/** Settles the validation of a domain whose records show. What follows from it counts from now on. */
export function validateRecords(record: DomainRecord, status: "SUCCESS" | "FAILED", nowMs: number): void {
  for (const each of record.records) each.status = status;
  if (status === "SUCCESS") record.validatedAtMs ??= nowMs;
}

/** Lets happen what is due by `nowMs`. False: the domain is gone. */
export function settleDomain(record: DomainRecord, nowMs: number, bindingMs: number): boolean {
  if (record.status === "PENDING_CERTIFICATE_DNS_VALIDATION" && record.validatedAtMs !== undefined) {
    record.status = "BINDING_CERTIFICATE";
    record.next = { status: "ACTIVE", atMs: record.validatedAtMs + bindingMs };
  }
  const { next } = record;
  if (next !== undefined && next.atMs <= nowMs) {
    delete record.next;
    if (next.status === "gone") return false;
    record.status = next.status;
  }
  return true;
}
