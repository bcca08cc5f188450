import type { CustomDomain as LiveDomain } from "@aws-sdk/client-apprunner";
import type { ManagedResource } from "../engine/managed-resource.ts";
import { effectiveDeletionPolicy } from "../engine/policies.ts";
import { serviceNotRunning, serviceReference } from "../engine/service-reference.ts";
import { otherClaims } from "./claims.ts";
import { type DomainDecision, finish, mutate } from "./decisions.ts";
import { domainHealth, statusOf } from "./health.ts";
import type { PlanInput } from "./plan-input.ts";
import { foreignService } from "./service-owner.ts";

/**
 * The object is being deleted. A domain never keeps its service from going: a service that is deleted takes its domains
 * with it, which App Runner would not let go of one that is paused or failed.
 */
export function planDeletion(input: PlanInput): DomainDecision {
  const { observation, memory, resource, timings, nowMs } = input;
  if (observation.state !== "seen") return { type: "release", because: "the service does not exist" };
  const { domain, serviceArn } = observation;
  // Nothing was ever asked for, so that what is there is somebody else's.
  if (memory.origin === undefined && memory.intent === undefined) {
    return { type: "release", because: "the domain is not this object's" };
  }
  const policy = effectiveDeletionPolicy(resource, memory.origin ?? "created");
  if (policy === "Retain") return { type: "release", because: "the object goes and the domain stays" };
  const foreign = foreignService(resource, input.related);
  if (foreign !== undefined) return { type: "release", because: foreign };
  const [heir] = otherClaims(resource, input.related.siblings);
  if (heir !== undefined) {
    return { type: "release", because: `CustomDomain ${heir.metadata.name} has the domain from now on` };
  }
  if (domain === undefined) {
    const { intent } = memory;
    const isAskedFor =
      intent?.call === "AssociateCustomDomain" && nowMs - Date.parse(intent.recordedAt) < timings.listLagMs;
    if (!isAskedFor) return { type: "release", because: "the domain is not associated" };
    const message = "the answer to AssociateCustomDomain was lost, and the domain is looked for";
    return finish(input, { reason: "Deleting", message, requeueAfterMs: timings.pollMs });
  }
  return planRemoval(input, { serviceArn, domain });
}

function planRemoval(
  input: PlanInput,
  { serviceArn, domain }: { readonly serviceArn: string; readonly domain: LiveDomain },
): DomainDecision {
  const { memory, resource, related, timings, nowMs } = input;
  const reference = serviceReference(resource);
  const service = reference === undefined ? undefined : related.target(reference);
  if (service !== undefined && isGoing(service)) {
    const message = `AppRunnerService ${service.metadata.name} is being deleted, and takes the domain with it`;
    return finish(input, { reason: "Deleting", message, requeueAfterMs: timings.stuckPollMs });
  }
  const status = statusOf(domain);
  if (status === "DELETING") return finish(input, domainHealth(input, domain));
  const atRest = serviceNotRunning(resource, related);
  if (atRest !== undefined) {
    const message = `${atRest.service} is ${atRest.status}, and App Runner takes domains away from a running service only`;
    const isBusy = atRest.status === "OPERATION_IN_PROGRESS";
    return finish(input, { reason: isBusy ? "WaitingForOperation" : "DeletionBlocked", message });
  }
  const triedAt = memory.intent?.call === "DisassociateCustomDomain" ? memory.intent.recordedAt : "1970";
  const leftMs = Date.parse(triedAt) + timings.deleteRetryMs - nowMs;
  if (status === "DELETE_FAILED" && leftMs > 0) {
    return finish(input, { ...domainHealth(input, domain), requeueAfterMs: leftMs });
  }
  return mutate(input, {
    call: {
      operation: "DisassociateCustomDomain",
      input: { ServiceArn: serviceArn, DomainName: domain.DomainName },
    },
    because: "the object is being deleted",
    reason: "Deleting",
  });
}

/** Whether the service at App Runner goes with its object. */
function isGoing({ metadata, spec, status }: ManagedResource): boolean {
  const policy = spec.deletionPolicy ?? status?.deletionPolicy;
  return metadata.deletionTimestamp !== undefined && policy !== "Retain" && spec.suspend !== true;
}
