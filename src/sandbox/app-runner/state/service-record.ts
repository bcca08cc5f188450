import type {
  EncryptionConfiguration,
  ObservabilityConfiguration,
  SourceConfiguration,
} from "../constraints/shapes.ts";
import type { Activity } from "./activity.ts";
import type { DomainRecord } from "./domain-record.ts";

export type ServiceStatus =
  | "CREATE_FAILED"
  | "RUNNING"
  | "DELETED"
  | "DELETE_FAILED"
  | "PAUSED"
  | "OPERATION_IN_PROGRESS";

export type OperationType =
  | "START_DEPLOYMENT"
  | "CREATE_SERVICE"
  | "PAUSE_SERVICE"
  | "RESUME_SERVICE"
  | "DELETE_SERVICE"
  | "UPDATE_SERVICE";

export type OperationStatus =
  | "PENDING"
  | "IN_PROGRESS"
  | "FAILED"
  | "SUCCEEDED"
  | "ROLLBACK_IN_PROGRESS"
  | "ROLLBACK_FAILED"
  | "ROLLBACK_SUCCEEDED";

export interface OperationRecord {
  readonly id: string;
  readonly type: OperationType;
  readonly startedAtMs: number;
  status: OperationStatus;
  updatedAtMs: number;
  endedAtMs?: number;
}

/** Everything about a service that UpdateService can change, normalised and complete as it is read back. */
export interface ServiceConfiguration {
  readonly source: SourceConfiguration;
  readonly instance: { readonly Cpu: string; readonly Memory: string; readonly InstanceRoleArn?: string };
  readonly healthCheck: {
    readonly Protocol: "TCP" | "HTTP";
    readonly Path: string;
    readonly Interval: number;
    readonly Timeout: number;
    readonly HealthyThreshold: number;
    readonly UnhealthyThreshold: number;
  };
  readonly autoScaling: {
    readonly AutoScalingConfigurationArn: string;
    readonly AutoScalingConfigurationName: string;
    readonly AutoScalingConfigurationRevision: number;
  };
  readonly network: {
    readonly EgressConfiguration: { readonly EgressType: "DEFAULT" | "VPC"; readonly VpcConnectorArn?: string };
    readonly IngressConfiguration: { readonly IsPubliclyAccessible: boolean };
    readonly IpAddressType: "IPV4" | "DUAL_STACK";
  };
  readonly observability: ObservabilityConfiguration;
}

/** One service of an account and region. Its time is lazy: `settle` brings it up to now before anybody looks. */
export interface ServiceRecord {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  /** The host name, without a scheme. */
  readonly url: string;
  readonly createdAtMs: number;
  readonly encryption: EncryptionConfiguration | undefined;
  readonly tags: Map<string, string>;
  /** Oldest first. */
  readonly operations: OperationRecord[];
  status: ServiceStatus;
  /** What is live, or being applied while an operation runs. */
  configuration: ServiceConfiguration;
  updatedAtMs: number;
  deletedAtMs?: number;
  /** What is going on; absent at rest. */
  activity?: Activity;
  /** Since when nothing moves, by the hold knob or the tag `stuck`. */
  heldSinceMs?: number;
  /** What it referred to before, and until when App Runner counts it as a user of that. */
  readonly formerUses: { readonly arn: string; readonly untilMs: number }[];
  readonly domains: DomainRecord[];
  /** Deletions that failed because of the tag `fail-delete-once`. */
  failedDeletions: number;
}
