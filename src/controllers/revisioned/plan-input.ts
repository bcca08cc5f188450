import type { KindInput } from "../engine/kind.ts";
import type { RevisionedMemory } from "./memory.ts";
import type { RevisionedModel, RevisionedResource } from "./model.ts";
import type { Observation } from "./observation.ts";

/** All that a decision depends on. */
export interface PlanInput<Resource extends RevisionedResource = RevisionedResource> extends KindInput<
  Resource,
  RevisionedMemory,
  Observation
> {
  readonly model: RevisionedModel<Resource>;
  /** How many services its roll-out may have changing at once. */
  readonly rolloutRoom: number;
}
