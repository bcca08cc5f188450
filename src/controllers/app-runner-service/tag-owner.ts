import { type Origin, ownershipTags } from "../engine/ownership.ts";
import { mutate, type ServiceDecision } from "./decisions.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";

/** Puts our ownership tags on the service. */
export function tagOwner(input: PlanInput, present: PresentService, origin: Origin, because: string): ServiceDecision {
  const decision = mutate(input, {
    call: {
      operation: "TagResource",
      input: {
        ResourceArn: present.service.ServiceArn,
        Tags: [...ownershipTags(input.owner, origin)].map(([Key, Value]) => ({ Key, Value })),
      },
    },
    because,
    reason: "Adopting",
  });
  // The next pass reads the tags again: of two claims at once only the later one holds.
  return decision.type === "call"
    ? { ...decision, outcome: { ...decision.outcome, requeueAfterMs: input.timings.confirmMs } }
    : decision;
}
