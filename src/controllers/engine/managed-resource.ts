import type { Condition } from "../../api/app-runner-service.ts";
import type { KubeObject } from "../../kube/client.ts";
import type { Origin } from "./ownership.ts";
import type { Transition } from "./transition.ts";

/** The part of a custom resource that all kinds share. */
export interface ManagedResource extends KubeObject {
  readonly metadata: KubeObject["metadata"] & { readonly namespace: string; readonly generation: number };
  readonly spec: {
    readonly awsAccountRef?: { readonly name: string };
    readonly region?: string;
    readonly tags?: readonly { readonly key: string; readonly value?: string }[];
    readonly adoption?: { readonly policy?: "Never" | "IfUnowned" | "Takeover"; readonly arn?: string };
    readonly domainName?: string;
    /** Of an object that is for one service. */
    readonly serviceArn?: string;
    readonly suspend?: boolean;
    readonly managementPolicy?: "Manage" | "ReportDrift" | "Observe";
    readonly deletionPolicy?: "Delete" | "Retain";
  };
  readonly status?: ManagedStatus;
}

/** What the status of every kind holds. */
export interface ManagedStatus {
  readonly conditions?: readonly Condition[];
  readonly observedGeneration?: number;
  readonly account?: string;
  readonly region?: string;
  /** The AwsAccount of the object that it lives with. */
  readonly awsAccount?: string;
  readonly serviceName?: string;
  readonly arn?: string;
  /** How the resource came to its object; undefined: it is not its own. */
  readonly origin?: Origin;
  /** The one in effect. */
  readonly deletionPolicy?: "Delete" | "Retain";
  /** App Runner's own status. */
  readonly serviceStatus?: string;
  readonly operation?: ShownOperation;
  readonly recentOperations?: readonly ShownOperation[];
  /** What a service uses. */
  readonly autoScalingConfigurationArn?: string;
  readonly observabilityConfigurationArn?: string;
  readonly vpcConnectorArn?: string;
  /** That of a connection. */
  readonly connectionStatus?: string;
  /** What App Runner is doing to a resource that has no operations. */
  readonly transition?: Transition;
  /** A failure that is not tried again by itself. */
  readonly failure?: { readonly failedAt: string };
}

/** An operation as a status shows it. */
export interface ShownOperation {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly foreign?: boolean;
}
