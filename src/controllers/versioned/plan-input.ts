import type { KindInput } from "../engine/kind.ts";
import type { VersionedMemory } from "./memory.ts";
import type { VersionedModel, VersionedResource } from "./model.ts";
import type { Observation } from "./observation.ts";

/** All that a decision depends on. */
export interface PlanInput<Resource extends VersionedResource = VersionedResource> extends KindInput<
  Resource,
  VersionedMemory,
  Observation
> {
  readonly model: VersionedModel<Resource>;
  /** How many services its roll-out may have changing at once. */
  readonly rolloutRoom: number;
}
