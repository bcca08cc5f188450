import type { AwsErrorClass } from "../../aws/aws-error.ts";
import type { AppRunnerCall } from "../../aws/port.ts";
import type { ResourceType } from "../../kube/client.ts";
import type { PlaceAccess } from "./aws-access.ts";
import type { Decision } from "./decision.ts";
import type { ManagedResource } from "./managed-resource.ts";
import type { Owner } from "./ownership.ts";
import type { Timings } from "./timings.ts";

/** What a decision depends on, for every kind. */
interface KindInput<Resource, Memory, Observation> {
  readonly resource: Resource;
  readonly memory: Memory;
  readonly observation: Observation;
  readonly owner: Owner;
  readonly access: PlaceAccess;
  readonly nowMs: number;
  /** This process has not looked at the object before, so that it does not know what happened meanwhile. */
  readonly isFirst: boolean;
  readonly timings: Timings;
}

/** A call that AWS accepted, and when its answer came. */
export interface AcceptedCall<Answer extends object = object> {
  readonly call: AppRunnerCall;
  readonly answer: Answer;
  readonly nowMs: number;
}

/**
 * What makes a kind of resource: small parts that the engine puts together to a pass.
 *
 * @typeParam Memory what the kind keeps in status beside its conditions.
 * @typeParam Observation what it reads from AWS.
 */
export interface Kind<Resource extends ManagedResource, Memory extends object, Observation extends object> {
  readonly type: ResourceType;
  /** The name of the AWS resource. */
  readonly effectiveName: (resource: Resource) => string;
  /** Every value of the spec that must not be shown anywhere. */
  readonly sensitiveValues: (resource: Resource) => readonly string[];
  /** What the status remembers. */
  readonly recall: (resource: Resource) => Memory;
  /** Reads what a decision needs, without side effect. */
  readonly observe: (
    access: PlaceAccess,
    resource: Resource,
    memory: Memory,
    signal: AbortSignal,
  ) => Promise<Observation>;
  /** Reads what a decision found missing. */
  readonly readMore: (
    access: PlaceAccess,
    observation: Observation,
    memory: Memory,
    signal: AbortSignal,
  ) => Promise<Observation>;
  /** The next step. Pure. */
  readonly plan: (input: KindInput<Resource, Memory, Observation>) => Decision<Memory>;
  /** What is known after a call that AWS accepted; without an observation the pass is over. Pure. */
  readonly afterCall: (
    memory: Memory,
    observation: Observation,
    accepted: AcceptedCall,
  ) => { readonly memory: Memory; readonly observation: Observation | undefined };
  /** What is remembered after a call that failed. Pure. */
  readonly afterRefusal: (memory: Memory, errorClass: AwsErrorClass) => Memory;
  /** The ARN under which the fleet sweep knows what was observed. */
  readonly arnOf: (observation: Observation, memory: Memory) => string | undefined;
}
