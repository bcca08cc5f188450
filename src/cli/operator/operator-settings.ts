import type { SdkCredentials } from "../../aws/sdk-connection.ts";
import type { Clock } from "../../base/clock.ts";
import type { Random } from "../../base/random.ts";
import type { KubeConnection } from "../../kube/connection.ts";
import type { Logger } from "../../telemetry/logger.ts";
import type { ListenAddress } from "../options/parse-value.ts";

/** How the operator reaches App Runner. */
interface AwsSettings {
  /** Of objects that name none. */
  readonly region: string | undefined;
  /** Objects without an AwsAccount are refused instead of being worked on as the operator's own identity. */
  readonly requiresAccount: boolean;
  /** An emulator; undefined: AWS. */
  readonly endpoint: string | undefined;
  /** Undefined: as the AWS SDK finds them. */
  readonly credentials: SdkCredentials | undefined;
  /** In words, what somebody chose the credentials by (a profile, a key), so that it is an error when there are none. */
  readonly credentialsNamed: string | undefined;
  /** The pace of what answers, 1 for AWS itself. */
  readonly speed: number;
}

/** Everything that one operator needs, resolved. */
export interface OperatorSettings {
  /** Closed by whoever opened it. */
  readonly kube: KubeConnection;
  readonly aws: AwsSettings;
  /** Undefined: all. */
  readonly namespaces: readonly string[] | undefined;
  /** Names the cluster in ownership tags. */
  readonly cluster: string;
  /** Undefined: it works without being elected. */
  readonly lease: { readonly namespace: string; readonly name: string } | undefined;
  /** This process among others: the pod's or the host's name. */
  readonly instance: string;
  readonly workers: number;
  readonly metricsAddress: ListenAddress;
  readonly healthAddress: ListenAddress;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: Random;
}

/** Why an operator has ended. */
export type OperatorEnd =
  | { readonly type: "stopped" }
  | { readonly type: "leadershipLost" }
  /** It cannot do its work as it was started; one line for a person. */
  | { readonly type: "failed"; readonly message: string };
