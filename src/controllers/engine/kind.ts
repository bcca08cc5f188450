import type { AwsErrorClass } from "../../aws/aws-error.ts";
import type { AppRunnerCall, Place } from "../../aws/port.ts";
import type { ResourceType } from "../../kube/client.ts";
import type { PlaceAccess } from "./aws-access.ts";
import type { Companion, Parting } from "./companion.ts";
import type { Decision } from "./decision.ts";
import type { GrantRequest } from "./grant-request.ts";
import type { ManagedResource } from "./managed-resource.ts";
import type { Outcome } from "./outcome.ts";
import type { Owner } from "./ownership.ts";
import type { Reference, Related } from "./relations.ts";
import type { Timings } from "./timings.ts";

/** What a decision depends on, for every kind. */
export interface KindInput<Resource, Memory, Observation> {
  readonly resource: Resource;
  readonly memory: Memory;
  readonly observation: Observation;
  readonly owner: Owner;
  readonly access: PlaceAccess;
  readonly nowMs: number;
  /** This process has not looked at the object before, so that it does not know what happened meanwhile. */
  readonly isFirst: boolean;
  readonly timings: Timings;
  /** The objects around it; see {@link Kind.references}. */
  readonly related: Related;
}

/** A resource with ARNs in the place of its references, or why it has to wait for one of them. */
export type Resolution<Resource> = { readonly resource: Resource } | { readonly outcome: Outcome };

/** A call that AWS accepted, and when its answer came. */
export interface AcceptedCall<Answer extends object = object> {
  readonly call: AppRunnerCall;
  readonly answer: Answer;
  readonly nowMs: number;
}

/** What a reference is resolved in. */
export interface ResolutionContext {
  readonly place: Place;
  readonly timings: Timings;
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
  /** The name under which the status remembers it; undefined where it does not. */
  readonly rememberedName: (resource: Resource) => string | undefined;
  /** The objects that it refers to. */
  readonly references: (resource: Resource) => readonly Reference[];
  /** The one of them whose account and region it shares; absent: it says them itself. */
  readonly livesWith?: (resource: Resource) => Reference | undefined;
  /**
   * What its passes depend on of the objects that it refers to, as plain data. With each change of it there is a pass, and
   * with no other change of theirs. Pure.
   */
  readonly targetFacts: (resource: Resource, related: Related) => unknown;
  /**
   * Puts what the references stand for in their place. Pure. Not asked for an object that is being deleted.
   * @param observed what was read of the resource; undefined: nothing was yet.
   */
  readonly resolve: (
    resource: Resource,
    related: Related,
    at: ResolutionContext,
    observed: Observation | undefined,
  ) => Resolution<Resource>;
  /** What it asks for that the account's owner has to have granted, with the account's defaults in effect. */
  readonly grantRequests: (resource: Resource) => readonly GrantRequest[];
  /** Several objects may claim the same at what they refer to; see `Related.siblings`. */
  readonly canBeRivals?: true;
  /** The object of another API that it keeps beside itself, where it wants one. Pure. */
  readonly companion?: {
    readonly type: ResourceType;
    /** Undefined: none is wanted (any more). */
    readonly desired: (resource: Resource, memory: Memory) => Companion | undefined;
    /** The name of the one that it has kept until now, by its status. */
    readonly kept: (memory: Memory) => string | undefined;
    /** What becomes of it when the resource goes. */
    readonly parting: (resource: Resource, memory: Memory) => Parting;
    /** What is remembered of it. */
    readonly remember: (memory: Memory, name: string | undefined) => Memory;
  };
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
  /** Whom to tell of keys to look at for a reason that neither the object nor what is around it shows. */
  readonly onNews?: (wake: (key: string) => void) => void;
  /** The next step. Without side effect but on what objects of the kind share. */
  readonly plan: (input: KindInput<Resource, Memory, Observation>) => Decision<Memory>;
  /** What is known after a call that AWS accepted; without an observation the pass is over. Pure. */
  readonly afterCall: (
    memory: Memory,
    observation: Observation,
    accepted: AcceptedCall,
  ) => { readonly memory: Memory; readonly observation: Observation | undefined };
  /** What is remembered after a call that failed. Pure. */
  readonly afterRefusal: (memory: Memory, errorClass: AwsErrorClass) => Memory;
  /** Whether the fleet sweep sees changes of this kind's resources. */
  readonly isSwept: boolean;
  /** The ARN under which the fleet sweep knows what was observed. */
  readonly arnOf: (observation: Observation, memory: Memory) => string | undefined;
}
