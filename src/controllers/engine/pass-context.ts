import type { Clock } from "../../base/clock.ts";
import type { AwsAccess } from "./aws-access.ts";
import type { CompanionKeeper } from "./companion.ts";
import type { Kind } from "./kind.ts";
import type { ManagedResource } from "./managed-resource.ts";
import type { ObjectWriter } from "./object-writer.ts";
import type { EngineObserver } from "./observer.ts";
import type { Timings } from "./timings.ts";

/** What a pass works with. */
export interface PassContext<Resource extends ManagedResource, Memory extends object, Observation extends object> {
  readonly kind: Kind<Resource, Memory, Observation>;
  readonly aws: AwsAccess;
  readonly writer: ObjectWriter<Resource>;
  readonly companions: CompanionKeeper;
  readonly observer: EngineObserver<Resource>;
  readonly clock: Clock;
  readonly timings: Timings;
  /** Names the cluster in ownership tags. */
  readonly cluster: string;
  /** Asked again right before each mutating call. */
  readonly isLeader: () => boolean;
}
