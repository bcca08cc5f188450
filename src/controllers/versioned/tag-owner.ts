import { type Origin, ownershipTags } from "../engine/ownership.ts";
import { mutate, type VersionedDecision } from "./decisions.ts";
import type { VersionedResource, Version } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

/** Puts our ownership tags on a version. */
export function tagOwner<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  version: Version,
  origin: Origin,
  because: string,
): VersionedDecision {
  return mutate(input, {
    call: {
      operation: "TagResource",
      input: {
        ResourceArn: version.arn,
        Tags: [...ownershipTags(input.owner, origin)].map(([Key, Value]) => ({ Key, Value })),
      },
    },
    because,
    reason: "Adopting",
    // The next pass reads the tags again: of two claims at once only the later one holds.
    requeueAfterMs: input.timings.confirmMs,
  });
}
