import type {
  AutoScalingConfiguration,
  AutoScalingConfigurationSummary,
  ConnectionSummary,
  CustomDomain,
  ObservabilityConfiguration,
  ObservabilityConfigurationSummary,
  OperationSummary,
  Service,
  ServiceSummary,
  VpcConnector,
  VpcIngressConnection,
  VpcIngressConnectionSummary,
} from "@aws-sdk/client-apprunner";
import type { Place } from "../aws/port.ts";
import type {
  AutoScalingRecord,
  ConnectionRecord,
  ConnectorRecord,
  ObservabilityRecord,
} from "../sandbox/app-runner/state/configuration-record.ts";
import type { DomainRecord } from "../sandbox/app-runner/state/domain-record.ts";
import type { IngressRecord, IngressStatus } from "../sandbox/app-runner/state/ingress-record.ts";
import { restingStatus } from "../sandbox/app-runner/state/activity.ts";
import type {
  OperationRecord,
  OperationStatus,
  OperationType,
  ServiceConfiguration,
  ServiceRecord,
  ServiceStatus,
} from "../sandbox/app-runner/state/service-record.ts";

/** How long the operation that runs on a service is taken to go on. */
const remainingMs = 30_000;

type Tags = Map<string, string>;

const configurationDefaults = { MaxConcurrency: 100, MinSize: 1, MaxSize: 25 };

/** A service as App Runner describes it. */
export function serviceRecord(
  service: Service,
  about: {
    readonly tags: Tags;
    readonly operations: readonly OperationSummary[];
    readonly domains: DomainRecord[];
    readonly nowMs: number;
  },
): ServiceRecord {
  const { tags, domains, nowMs } = about;
  // The newest comes first.
  const operations = about.operations.map(operationRecord).toReversed();
  const record: ServiceRecord = {
    arn: service.ServiceArn ?? "",
    id: service.ServiceId ?? "",
    name: service.ServiceName ?? "",
    url: service.ServiceUrl ?? `${service.ServiceId ?? ""}.awsapprunner.com`,
    createdAtMs: timeOf(service.CreatedAt),
    encryption:
      service.EncryptionConfiguration?.KmsKey === undefined
        ? undefined
        : { KmsKey: service.EncryptionConfiguration.KmsKey },
    tags,
    operations,
    status: service.Status ?? "RUNNING",
    configuration: configurationOf(service),
    updatedAtMs: timeOf(service.UpdatedAt),
    formerUses: [],
    domains,
    failedDeletions: 0,
  };
  return record.status === "OPERATION_IN_PROGRESS" ? busy(record, nowMs) : record;
}

/** What runs is taken to succeed: nobody can know. */
function busy(record: ServiceRecord, nowMs: number): ServiceRecord {
  const operation = record.operations.findLast(({ endedAtMs }) => endedAtMs === undefined);
  const rolledBack = operation?.status === "ROLLBACK_IN_PROGRESS";
  const status: ServiceStatus =
    operation === undefined ? "RUNNING" : restingStatus(operation.type, "succeeds", "RUNNING");
  const end: OperationStatus = rolledBack ? "ROLLBACK_SUCCEEDED" : "SUCCEEDED";
  return {
    ...record,
    activity: {
      ...(operation !== undefined && { operation }),
      steps: [{ atMs: nowMs + remainingMs, ...(operation !== undefined && { operation: end }), service: { status } }],
    },
  };
}

function operationRecord(summary: OperationSummary): OperationRecord {
  const { EndedAt: endedAt } = summary;
  return {
    id: summary.Id ?? "",
    type: (summary.Type ?? "UPDATE_SERVICE") satisfies OperationType,
    startedAtMs: timeOf(summary.StartedAt),
    status: (summary.Status ?? "SUCCEEDED") satisfies OperationStatus,
    updatedAtMs: timeOf(summary.UpdatedAt),
    ...(endedAt !== undefined && { endedAtMs: endedAt.getTime() }),
  };
}

/** The answer has the members of the record, and fills in what an older service lacks as new ones have it. */
function configurationOf(service: Service): ServiceConfiguration {
  const scaling = service.AutoScalingConfigurationSummary;
  const instance = { ...service.InstanceConfiguration };
  return {
    source: (service.SourceConfiguration ?? {}) as ServiceConfiguration["source"],
    instance: withDefaults({ Cpu: "1024", Memory: "2048" }, instance),
    healthCheck: withDefaults(
      { Protocol: "TCP", Path: "/", Interval: 5, Timeout: 2, HealthyThreshold: 1, UnhealthyThreshold: 5 },
      service.HealthCheckConfiguration,
    ),
    autoScaling: withDefaults(
      { AutoScalingConfigurationArn: "", AutoScalingConfigurationName: "", AutoScalingConfigurationRevision: 1 },
      scaling,
    ),
    network: networkOf(service.NetworkConfiguration),
    observability: withDefaults({ ObservabilityEnabled: false }, service.ObservabilityConfiguration),
  };
}

function networkOf(network: Service["NetworkConfiguration"]): ServiceConfiguration["network"] {
  return {
    EgressConfiguration: withDefaults({ EgressType: "DEFAULT" }, network?.EgressConfiguration),
    IngressConfiguration: withDefaults({ IsPubliclyAccessible: true }, network?.IngressConfiguration),
    IpAddressType: network?.IpAddressType ?? "IPV4",
  };
}

/** The members that are given, and those of `defaults` that are not. */
function withDefaults<Full extends object>(defaults: Full, given: object | undefined): Full {
  return { ...defaults, ...Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined)) };
}

/** A service of which no more matters than that it has its name. */
export function stubService(summary: ServiceSummary, place: Place, autoScalingArn: string | undefined): ServiceRecord {
  const service: Service = {
    ServiceName: summary.ServiceName,
    ServiceArn: summary.ServiceArn,
    ServiceId: summary.ServiceId,
    CreatedAt: summary.CreatedAt,
    UpdatedAt: summary.UpdatedAt,
    Status: summary.Status === "OPERATION_IN_PROGRESS" ? "RUNNING" : summary.Status,
    SourceConfiguration: {},
    InstanceConfiguration: {},
    NetworkConfiguration: {},
    AutoScalingConfigurationSummary: {
      AutoScalingConfigurationArn:
        autoScalingArn ??
        `arn:aws:apprunner:${place.region}:${place.account}:autoscalingconfiguration/DefaultConfiguration/1/${"0".repeat(31)}1`,
    },
  };
  return serviceRecord(service, { tags: new Map(), operations: [], domains: [], nowMs: 0 });
}

export function autoScalingRecord(
  live: AutoScalingConfiguration | AutoScalingConfigurationSummary,
  tags: Tags,
): AutoScalingRecord {
  const { MaxConcurrency, MinSize, MaxSize } = { ...configurationDefaults, ...live };
  const { Status: status, CreatedAt: createdAt } = live;
  return {
    type: "autoscalingconfiguration",
    arn: live.AutoScalingConfigurationArn ?? "",
    name: live.AutoScalingConfigurationName ?? "",
    revision: live.AutoScalingConfigurationRevision ?? 1,
    createdAtMs: timeOf(createdAt),
    tags,
    maxConcurrency: MaxConcurrency ?? configurationDefaults.MaxConcurrency,
    minSize: MinSize ?? configurationDefaults.MinSize,
    maxSize: MaxSize ?? configurationDefaults.MaxSize,
    ...deletionOf(status, createdAt),
  };
}

export function observabilityRecord(
  live: ObservabilityConfiguration | ObservabilityConfigurationSummary,
  tags: Tags,
): ObservabilityRecord {
  const traced = "TraceConfiguration" in live ? live.TraceConfiguration?.Vendor : undefined;
  const createdAt = "CreatedAt" in live ? live.CreatedAt : undefined;
  return {
    type: "observabilityconfiguration",
    arn: live.ObservabilityConfigurationArn ?? "",
    name: live.ObservabilityConfigurationName ?? "",
    revision: live.ObservabilityConfigurationRevision ?? 1,
    createdAtMs: timeOf(createdAt),
    tags,
    vendor: traced,
    ...deletionOf("Status" in live ? live.Status : undefined, createdAt),
  };
}

export function connectorRecord(live: VpcConnector, tags: Tags, nowMs: number): ConnectorRecord {
  return {
    type: "vpcconnector",
    arn: live.VpcConnectorArn ?? "",
    name: live.VpcConnectorName ?? "",
    revision: live.VpcConnectorRevision ?? 1,
    createdAtMs: live.CreatedAt?.getTime() ?? nowMs,
    tags,
    subnets: live.Subnets ?? [],
    securityGroups: live.SecurityGroups ?? [],
    ...deletionOf(live.Status, live.CreatedAt),
  };
}

export function connectionRecord(live: ConnectionSummary, tags: Tags): ConnectionRecord {
  const { Status: status } = live;
  return {
    type: "connection",
    arn: live.ConnectionArn ?? "",
    name: live.ConnectionName ?? "",
    createdAtMs: timeOf(live.CreatedAt),
    tags,
    provider: live.ProviderType ?? "GITHUB",
    status: status === undefined || status === "DELETED" ? "AVAILABLE" : status,
    ...(status === "DELETED" && { deletedAtMs: timeOf(live.CreatedAt) }),
  };
}

export function ingressRecord(live: VpcIngressConnection, tags: Tags): IngressRecord {
  const vpc = live.IngressVpcConfiguration ?? {};
  return {
    arn: live.VpcIngressConnectionArn ?? "",
    name: live.VpcIngressConnectionName ?? "",
    serviceArn: live.ServiceArn ?? "",
    domainName: live.DomainName ?? "",
    createdAtMs: timeOf(live.CreatedAt),
    tags,
    vpc: {
      ...(vpc.VpcId !== undefined && { VpcId: vpc.VpcId }),
      ...(vpc.VpcEndpointId !== undefined && { VpcEndpointId: vpc.VpcEndpointId }),
    },
    status: restingIngress(live.Status ?? "AVAILABLE"),
  };
}

/** What App Runner is at work on is taken to succeed. */
function restingIngress(status: IngressStatus): IngressStatus {
  if (status === "PENDING_CREATION" || status === "PENDING_UPDATE") return "AVAILABLE";
  return status === "PENDING_DELETION" ? "DELETED" : status;
}

export function stubIngress({ VpcIngressConnectionArn, ServiceArn }: VpcIngressConnectionSummary): IngressRecord {
  return ingressRecord({ VpcIngressConnectionArn, ServiceArn, Status: "AVAILABLE" }, new Map());
}

export function domainRecord(live: CustomDomain, nowMs: number): DomainRecord {
  const name = live.DomainName ?? "";
  // Live answers have it in lower case.
  const status = (live.Status ?? "ACTIVE").toUpperCase() as DomainRecord["status"];
  const becomes = domainAfter(status);
  const records = live.CertificateValidationRecords ?? [];
  const isValidated = records.length > 0 && records.every((record) => record.Status === "SUCCESS");
  return {
    arn: name,
    name,
    www: live.EnableWWWSubdomain ?? false,
    records: records.map((record) => ({
      name: record.Name ?? "",
      value: record.Value ?? "",
      status: record.Status ?? "PENDING_VALIDATION",
    })),
    status,
    recordsAtMs: nowMs,
    ...(isValidated && { validatedAtMs: nowMs }),
    ...(becomes !== undefined && { next: { status: becomes, atMs: nowMs + remainingMs } }),
  };
}

/** What App Runner is at work on is taken to succeed. Undefined: it is at rest, or waits for a person. */
function domainAfter(status: DomainRecord["status"]): NonNullable<DomainRecord["next"]>["status"] | undefined {
  switch (status) {
    case "CREATING":
      return "PENDING_CERTIFICATE_DNS_VALIDATION";
    case "BINDING_CERTIFICATE":
      return "ACTIVE";
    case "DELETING":
      return "gone";
    default:
      return undefined;
  }
}

function deletionOf(status: string | undefined, at: Date | undefined): { readonly deletedAtMs?: number } {
  return status?.toUpperCase() === "INACTIVE" ? { deletedAtMs: timeOf(at) } : {};
}

function timeOf(date: Date | undefined): number {
  return date?.getTime() ?? 0;
}
