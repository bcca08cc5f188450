export type IngressStatus =
  | "AVAILABLE"
  | "PENDING_CREATION"
  | "PENDING_UPDATE"
  | "PENDING_DELETION"
  | "FAILED_CREATION"
  | "FAILED_UPDATE"
  | "FAILED_DELETION"
  | "DELETED";

/** A VPC ingress connection of an account and region. Its time is lazy, as a service's is. */
export interface IngressRecord {
  readonly arn: string;
  readonly name: string;
  readonly serviceArn: string;
  /** The host that private clients call. */
  readonly domainName: string;
  readonly createdAtMs: number;
  readonly tags: Map<string, string>;
  vpc: { readonly VpcId?: string; readonly VpcEndpointId?: string };
  status: IngressStatus;
  deletedAtMs?: number;
  /** What becomes of it, and when; absent at rest. */
  next?: { readonly status: IngressStatus; readonly atMs: number };
}

/** Lets happen what is due by `nowMs`. */
export function settleIngress(record: IngressRecord, nowMs: number): void {
  const { next } = record;
  if (next === undefined || next.atMs > nowMs) return;
  delete record.next;
  record.status = next.status;
  if (next.status === "DELETED") record.deletedAtMs = next.atMs;
}
