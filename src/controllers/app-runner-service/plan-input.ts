import type { AppRunnerService } from "../../api/app-runner-service.ts";
import type { Place } from "../../aws/port.ts";
import type { Owner } from "../engine/ownership.ts";
import type { Related } from "../engine/relations.ts";
import type { Timings } from "../engine/timings.ts";
import type { ServiceMemory } from "./memory.ts";
import type { Observation } from "./observation.ts";

/** All that a decision about a service depends on. */
export interface PlanInput {
  readonly resource: AppRunnerService;
  readonly memory: ServiceMemory;
  readonly observation: Observation;
  readonly owner: Owner;
  readonly place: Place;
  /** Such as `aws` or `aws-us-gov`: the second part of an ARN. */
  readonly partition: string;
  readonly nowMs: number;
  /** This process has not looked at the object before. */
  readonly isFirst: boolean;
  readonly timings: Timings;
  /** The objects around it. */
  readonly related: Related;
}
