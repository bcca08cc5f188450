import type { Switches } from "../settings/switches.ts";
import type { CallContext } from "../state/call-context.ts";
import type {
  AutoScalingRecord,
  ConnectionRecord,
  ConnectorRecord,
  ObservabilityRecord,
  RevisionedRecord,
} from "../state/configuration-record.ts";
import type { WireObject } from "../wire/aws-json.ts";
import { coarseTimestamp } from "../wire/timestamp.ts";
import { usersOf } from "./associations.ts";
import { isActive, recordsOf } from "./find-configuration.ts";

/** A revision as Create, Describe, Delete and UpdateDefault show it. */
export function presentAutoScaling(record: AutoScalingRecord, context: CallContext): WireObject {
  return {
    ...presentAutoScalingSummary(record, context),
    Latest: isLatest(record, recordsOf(record.type, context)),
    MaxConcurrency: record.maxConcurrency,
    MinSize: record.minSize,
    MaxSize: record.maxSize,
    ...deletion(record),
  };
}

/** A revision as ListAutoScalingConfigurations shows it. Its status is lower-case on the wire. */
export function presentAutoScalingSummary(record: AutoScalingRecord, context: CallContext): WireObject {
  const { region, settings } = context;
  return {
    AutoScalingConfigurationArn: record.arn,
    AutoScalingConfigurationName: record.name,
    AutoScalingConfigurationRevision: record.revision,
    Status: statusOf(record, settings.switches().autoScalingStatusCase),
    CreatedAt: coarseTimestamp(record.createdAtMs),
    HasAssociatedService: usersOf(record.arn, context).length > 0,
    IsDefault: region.defaultAutoScalingArn === record.arn,
  };
}

export function presentObservability(record: ObservabilityRecord, context: CallContext): WireObject {
  return {
    ...presentObservabilitySummary(record),
    TraceConfiguration: record.vendor === undefined ? undefined : { Vendor: record.vendor },
    Latest: isLatest(record, recordsOf(record.type, context)),
    Status: statusOf(record, "upper"),
    CreatedAt: coarseTimestamp(record.createdAtMs),
    ...deletion(record),
  };
}

export function presentObservabilitySummary(record: ObservabilityRecord): WireObject {
  return {
    ObservabilityConfigurationArn: record.arn,
    ObservabilityConfigurationName: record.name,
    ObservabilityConfigurationRevision: record.revision,
  };
}

export function presentConnector(record: ConnectorRecord, { settings }: CallContext): WireObject {
  return {
    VpcConnectorName: record.name,
    VpcConnectorArn: record.arn,
    VpcConnectorRevision: record.revision,
    Subnets: record.subnets,
    SecurityGroups: record.securityGroups,
    Status: statusOf(record, settings.switches().vpcConnectorStatusCase),
    CreatedAt: coarseTimestamp(record.createdAtMs),
    ...deletion(record),
  };
}

export function presentConnection(record: ConnectionRecord): WireObject {
  return {
    ConnectionName: record.name,
    ConnectionArn: record.arn,
    ProviderType: record.provider,
    Status: record.deletedAtMs === undefined ? record.status : "DELETED",
    CreatedAt: coarseTimestamp(record.createdAtMs),
  };
}

function isLatest(record: RevisionedRecord, records: readonly RevisionedRecord[]): boolean {
  const higher = records.some(
    (other) => other.name === record.name && isActive(other) && other.revision > record.revision,
  );
  return isActive(record) && !higher;
}

function statusOf(record: RevisionedRecord, spelling: Switches["autoScalingStatusCase"]): string {
  const status = isActive(record) ? "ACTIVE" : "INACTIVE";
  return spelling === "lower" ? status.toLowerCase() : status;
}

function deletion({ deletedAtMs }: RevisionedRecord): WireObject {
  return deletedAtMs === undefined ? {} : { DeletedAt: coarseTimestamp(deletedAtMs) };
}
