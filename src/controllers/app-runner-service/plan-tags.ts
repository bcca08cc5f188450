import { mutate, type ServiceDecision } from "./decisions.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";
import { tagChanges } from "../engine/tag-changes.ts";

/** Tags have calls of their own, which App Runner takes in every stable state. */
export function planTags(input: PlanInput, present: PresentService): ServiceDecision | undefined {
  const { resource, memory } = input;
  const { set, remove } = tagChanges(resource.spec.tags ?? [], present.tags, memory.appliedTagKeys ?? []);
  const ResourceArn = present.service.ServiceArn;
  if (set.size > 0) {
    return mutate(input, {
      call: {
        operation: "TagResource",
        input: { ResourceArn, Tags: [...set].map(([Key, Value]) => ({ Key, Value })) },
      },
      because: `the tags ${[...set.keys()].join(", ")} are to be set`,
      reason: "Updating",
    });
  }
  if (remove.length > 0) {
    return mutate(input, {
      call: { operation: "UntagResource", input: { ResourceArn, TagKeys: [...remove] } },
      because: `the tags ${remove.join(", ")} are to be removed`,
      reason: "Updating",
    });
  }
  return undefined;
}
