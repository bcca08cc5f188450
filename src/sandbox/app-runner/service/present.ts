import type { SourceConfiguration } from "../constraints/shapes.ts";
import type { Switches } from "../settings/switches.ts";
import type { WireObject } from "../wire/aws-json.ts";
import { coarseTimestamp } from "../wire/timestamp.ts";
import type { Timestamp } from "../wire/timestamp.ts";
import type { OperationRecord, ServiceRecord } from "../state/service-record.ts";

/** A service as Create, Describe, Update, Delete, Pause and Resume show it. Private ones have no URL there. */
export function presentService(
  record: ServiceRecord,
  switches: Switches,
  timestamp: (epochMs: number) => Timestamp = coarseTimestamp,
): WireObject {
  const { source, instance, healthCheck, autoScaling, network, observability } = record.configuration;
  const { IpAddressType, ...networkParts } = network;
  return {
    ...identity(record, timestamp),
    ServiceUrl: network.IngressConfiguration.IsPubliclyAccessible ? record.url : undefined,
    ...(record.deletedAtMs === undefined ? {} : { DeletedAt: timestamp(record.deletedAtMs) }),
    SourceConfiguration: presentSource(source, switches),
    InstanceConfiguration: instance,
    EncryptionConfiguration: record.encryption,
    HealthCheckConfiguration: healthCheck,
    AutoScalingConfigurationSummary: autoScaling,
    NetworkConfiguration: switches.ipAddressTypeEchoed ? { ...networkParts, IpAddressType } : networkParts,
    ObservabilityConfiguration:
      observability.ObservabilityEnabled || switches.observabilityEchoed ? observability : undefined,
  };
}

/** A service as ListServices shows it, where private ones do have their URL. */
export function presentSummary(record: ServiceRecord): WireObject {
  return { ...identity(record, coarseTimestamp), ServiceUrl: record.url };
}

export function presentOperation(operation: OperationRecord, record: ServiceRecord): WireObject {
  return {
    Id: operation.id,
    Type: operation.type,
    Status: operation.status,
    TargetArn: record.arn,
    StartedAt: coarseTimestamp(operation.startedAtMs),
    EndedAt: operation.endedAtMs === undefined ? undefined : coarseTimestamp(operation.endedAtMs),
    UpdatedAt: coarseTimestamp(operation.updatedAtMs),
  };
}

/** Tags in the order in which they were added. */
export function presentTags(record: { readonly tags: ReadonlyMap<string, string> }): readonly WireObject[] {
  return [...record.tags].map(([Key, Value]) => ({ Key, Value }));
}

function identity(record: ServiceRecord, timestamp: (epochMs: number) => Timestamp): WireObject {
  return {
    ServiceName: record.name,
    ServiceId: record.id,
    ServiceArn: record.arn,
    CreatedAt: timestamp(record.createdAtMs),
    UpdatedAt: timestamp(record.updatedAtMs),
    Status: record.status,
  };
}

function presentSource(source: SourceConfiguration, switches: Switches): WireObject {
  const code = source.CodeRepository;
  if (switches.configurationSourceCase === "upper" || code?.CodeConfiguration === undefined) return source;
  const { ConfigurationSource, ...values } = code.CodeConfiguration;
  const mixedCase = ConfigurationSource === "API" ? "Api" : "Repository";
  return {
    ...source,
    CodeRepository: { ...code, CodeConfiguration: { ...values, ConfigurationSource: mixedCase } },
  };
}
