import type { Comparison } from "./comparison.ts";
import { finish, type ServiceDecision } from "./decisions.ts";
import type { PresentService } from "./observation.ts";
import { remember } from "./memory.ts";
import type { PlanInput } from "./plan-input.ts";
import { tagOwner } from "./tag-owner.ts";

/**
 * The service carries our tags, and is verified before anything else: as long as it differs from the manifest, and
 * nobody said to change it, it stays as it is.
 */
export function planAdoption(input: PlanInput, present: PresentService, comparison: Comparison): ServiceDecision {
  const apply = input.resource.spec.adoption?.onDifference === "Apply";
  if (comparison.drift.length > 0 && !apply) {
    return finish(
      input,
      {
        reason: "AdoptionDiffers",
        message: `the service differs from the manifest in ${comparison.paths}`,
      },
      { drift: comparison.shownDrift },
    );
  }
  const recorded = {
    ...input,
    memory: remember(input.memory, { deploymentToken: input.resource.spec.deploymentToken }),
  };
  return tagOwner(
    recorded,
    present,
    "adopted",
    comparison.drift.length === 0
      ? "the service is as the manifest declares"
      : "the service differs from the manifest, which is to be applied",
  );
}
