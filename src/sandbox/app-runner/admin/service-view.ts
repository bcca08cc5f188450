import type { RegionState } from "../state/region-state.ts";
import type { OperationStatus, OperationType, ServiceRecord, ServiceStatus } from "../state/service-record.ts";

/** A service as the admin interface shows it. Times are ISO 8601 with milliseconds. */
export interface ServiceView {
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  readonly name: string;
  readonly status: ServiceStatus;
  /** The image, or the repository and its branch. */
  readonly source: string;
  /** Whether its time is stopped. */
  readonly held: boolean;
  /** Busy without an operation. */
  readonly underMaintenance: boolean;
  readonly createdAt: string;
  readonly deletedAt?: string;
  readonly tags: { readonly [key: string]: string };
  /** Oldest first. */
  readonly operations: readonly {
    readonly id: string;
    readonly type: OperationType;
    readonly status: OperationStatus;
    readonly startedAt: string;
    readonly endedAt?: string;
  }[];
}

export function viewService(record: ServiceRecord, { account, region }: RegionState): ServiceView {
  return {
    account,
    region,
    arn: record.arn,
    name: record.name,
    status: record.status,
    source: sourceOf(record),
    held: record.heldSinceMs !== undefined,
    underMaintenance: record.activity !== undefined && record.activity.operation === undefined,
    createdAt: iso(record.createdAtMs),
    ...(record.deletedAtMs === undefined ? {} : { deletedAt: iso(record.deletedAtMs) }),
    tags: Object.fromEntries(record.tags),
    operations: record.operations.map(({ id, type, status, startedAtMs, endedAtMs }) => ({
      id,
      type,
      status,
      startedAt: iso(startedAtMs),
      ...(endedAtMs === undefined ? {} : { endedAt: iso(endedAtMs) }),
    })),
  };
}

function sourceOf({ configuration: { source } }: ServiceRecord): string {
  const { ImageRepository: image, CodeRepository: code } = source;
  return image?.ImageIdentifier ?? `${code?.RepositoryUrl ?? ""} ${code?.SourceCodeVersion.Value ?? ""}`.trim();
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
