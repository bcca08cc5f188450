/** The types of resources that have revisions, as their ARNs spell them. */
export type RevisionedType = "autoscalingconfiguration" | "observabilityconfiguration";

/** What all resources have that a service can refer to. */
interface ResourceRecord {
  readonly arn: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly tags: Map<string, string>;
  /** Deleted ones are still described. */
  deletedAtMs?: number;
}

export interface AutoScalingRecord extends ResourceRecord {
  readonly type: "autoscalingconfiguration";
  readonly revision: number;
  readonly maxConcurrency: number;
  readonly minSize: number;
  readonly maxSize: number;
}

export interface ObservabilityRecord extends ResourceRecord {
  readonly type: "observabilityconfiguration";
  readonly revision: number;
  readonly vendor: "AWSXRAY" | undefined;
}

export interface ConnectorRecord extends ResourceRecord {
  readonly type: "vpcconnector";
  readonly revision: number;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
}

export interface ConnectionRecord extends ResourceRecord {
  readonly type: "connection";
  readonly provider: "GITHUB" | "BITBUCKET";
  status: "PENDING_HANDSHAKE" | "AVAILABLE" | "ERROR";
}

/** A resource that services refer to. */
export type ConfigurationRecord = AutoScalingRecord | ObservabilityRecord | ConnectorRecord | ConnectionRecord;
export type RevisionedRecord = Extract<ConfigurationRecord, { readonly revision: number }>;
