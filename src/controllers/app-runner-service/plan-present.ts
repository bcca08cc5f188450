import { ownershipOf } from "../engine/ownership.ts";
import { finish, type ServiceDecision } from "./decisions.ts";
import { effectiveName } from "./effective.ts";
import { noLiveFacts } from "./live-facts.ts";
import type { PresentService } from "./observation.ts";
import type { PlanInput } from "./plan-input.ts";
import { planOwn } from "./plan-own.ts";
import { tagOwner } from "./tag-owner.ts";

/** There is a service: whose it is decides. */
export function planPresent(input: PlanInput, present: PresentService): ServiceDecision {
  const { resource, memory } = input;
  const { service, tags } = present;
  const adoption = resource.spec.adoption ?? {};
  if (service.ServiceName !== effectiveName(resource)) {
    return finish(input, {
      reason: "AdoptionTargetMissing",
      message: `\`adoption.arn\` names the service ${service.ServiceName ?? "?"}, and the manifest ${effectiveName(resource)}; set \`serviceName\` to the former`,
    });
  }
  const ownership = ownershipOf(tags, input.owner);
  switch (ownership.state) {
    case "own":
      return planOwn(input, present, ownership.origin);
    case "own incarnation":
      return tagOwner(input, present, ownership.origin, "the service belongs to an earlier incarnation of this object");
    case "foreign":
      if (adoption.policy === "Takeover" && adoption.takeoverFrom === ownership.owner) {
        return tagOwner(input, present, "adopting", `the service is taken over from ${ownership.owner}`);
      }
      return finish(
        input,
        {
          reason: "OwnershipConflict",
          message: `the service ${service.ServiceArn ?? ""} belongs to ${ownership.owner}`,
        },
        noLiveFacts,
      );
    case "unowned":
      if (memory.arn === service.ServiceArn && memory.origin !== undefined) {
        return tagOwner(input, present, memory.origin, "the ownership tags were removed");
      }
      if (adoption.policy === "IfUnowned" || adoption.policy === "Takeover") {
        return tagOwner(input, present, "adopting", "an unowned service of that name exists and may be adopted");
      }
      return finish(
        input,
        {
          reason: "AlreadyExists",
          message: `the service ${service.ServiceArn ?? ""} exists and has no owner`,
        },
        noLiveFacts,
      );
  }
}
