import { isClaimed, isPartlyClaimed } from "../engine/claim.ts";
import { ownershipOf } from "../engine/ownership.ts";
import { effectiveDeletionPolicy, effectiveManagementPolicy } from "../engine/policies.ts";
import { serviceNotRunning } from "../engine/service-reference.ts";
import { nextTransition } from "../engine/transition.ts";
import { isOlder, otherClaims } from "./claims.ts";
import { type DomainDecision, finish, isRetryRequested, mutate } from "./decisions.ts";
import { changingStatus, domainHealth, statusOf } from "./health.ts";
import { remember, type MemoryChanges } from "./memory.ts";
import { planDeletion } from "./plan-deletion.ts";
import type { PlanInput, SeenDomain } from "./plan-input.ts";
import { foreignService } from "./service-owner.ts";
import { trafficRecords, validationRecords } from "./records.ts";
import { wantsWww } from "./wants-www.ts";

/** App Runner takes no more, and AWS raises it for nobody. */
const domainsPerService = 5;

/** The next step towards what the manifest declares. Pure: the caller asks again after each step. */
export function plan(observed: PlanInput): DomainDecision {
  const { resource, access, memory } = observed;
  const input = {
    ...observed,
    memory: remember(memory, {
      account: access.place.account,
      region: access.place.region,
      awsAccount: resource.spec.awsAccountRef?.name,
      managementPolicy: effectiveManagementPolicy(resource),
      deletionPolicy: effectiveDeletionPolicy(resource, memory.origin),
      transition: nextTransition(memory.transition, changingStatus(observed), observed.nowMs),
    }),
  };
  if (effectiveManagementPolicy(resource) === "Observe") return planObserve(input);
  if (resource.metadata.deletionTimestamp !== undefined) return planDeletion(input);
  const { observation } = input;
  if (observation.state !== "seen") {
    const message = "`serviceArn`: the service does not exist";
    const requeueAfterMs = input.timings.blockedRetryMs;
    return finish(input, { reason: "WaitingForReference", message, requeueAfterMs }, noDomain);
  }
  const foreign = foreignService(resource, input.related);
  if (foreign !== undefined) return finish(input, { reason: "WaitingForReference", message: foreign }, noDomain);
  const conflict = conflictOf(input, observation);
  if (conflict !== undefined) return finish(input, { reason: "OwnershipConflict", message: conflict });
  return observation.domain === undefined ? planMissing(input, observation) : planPresent(input, observation);
}

/** The facts of a domain that is not associated. */
const noDomain: MemoryChanges = {
  domainStatus: undefined,
  certificateValidationRecords: undefined,
  trafficRecords: undefined,
  vpcDnsTargets: undefined,
};

/** Who has the better claim; undefined: nobody. Of two objects for one domain the older one wins. */
function conflictOf({ resource, related, owner }: PlanInput, { serviceTags }: SeenDomain): string | undefined {
  const older = otherClaims(resource, related.siblings).find((sibling) => isOlder(sibling, resource));
  if (older !== undefined) {
    const { namespace, name } = older.metadata;
    const where = namespace === resource.metadata.namespace ? "" : `${namespace}/`;
    return `the CustomDomain ${where}${name} has the domain, which is older`;
  }
  if (serviceTags === undefined) return undefined;
  const ownership = ownershipOf(serviceTags, owner);
  // A stack or an application may own a service and leave its domains to others; another operator's object does not.
  const isOfOperator = ownership.state === "foreign" && !/^(copilot|cloudformation)\//.test(ownership.owner);
  return isOfOperator ? `the service belongs to ${ownership.owner}, whose domains are made there` : undefined;
}

/** Only looks and tells, whosever it is. */
function planObserve(input: PlanInput): DomainDecision {
  const { resource, observation, timings } = input;
  if (isPartlyClaimed(resource)) return { type: "release", because: "`managementPolicy` is Observe" };
  if (observation.state !== "seen" || observation.domain === undefined) {
    const message = "the domain is not associated";
    return finish(input, { reason: "NotFound", message, requeueAfterMs: timings.blockedRetryMs }, noDomain);
  }
  return finish(input, domainHealth(input, observation.domain), facts(input, observation));
}

function planMissing(input: PlanInput, seen: SeenDomain): DomainDecision {
  const { resource, memory, timings, nowMs, related } = input;
  const { serviceArn, others } = seen;
  const isTakenAway = memory.intent?.call === "DisassociateCustomDomain";
  const wasThere = memory.origin !== undefined && memory.arn === serviceArn && !isTakenAway;
  if (wasThere && resource.spec.managementPolicy === "ReportDrift") {
    return finish(input, { reason: "DeletedElsewhere", message: "the domain is not associated any more" }, noDomain);
  }
  if (others >= domainsPerService) {
    const message = `App Runner takes ${domainsPerService} domains for a service, and it has them`;
    return finish(input, { reason: "QuotaExceeded", message, requeueAfterMs: timings.blockedRetryMs }, noDomain);
  }
  const { intent } = memory;
  if (intent?.call === "AssociateCustomDomain" && nowMs - Date.parse(intent.recordedAt) < timings.pollMs) {
    const message = "the answer to AssociateCustomDomain was lost, and the domain is looked for";
    return { type: "finish", outcome: { reason: "Creating", message, requeueAfterMs: timings.pollMs }, memory };
  }
  const atRest = serviceNotRunning(resource, related);
  if (atRest !== undefined) {
    const message = `\`serviceRef\`: ${atRest.service} is ${atRest.status}, and App Runner takes domains for a running service only`;
    return finish(input, { reason: "WaitingForReference", message }, noDomain);
  }
  const { domainName } = resource.spec;
  return mutate(input, {
    call: {
      operation: "AssociateCustomDomain",
      input: { ServiceArn: serviceArn, DomainName: domainName, EnableWWWSubdomain: wantsWww(resource) },
    },
    because: wasThere ? "the domain was taken away by somebody else" : "the domain is not associated",
    reason: "Creating",
    changes: { arn: serviceArn, domainName, associatedAt: new Date(nowMs).toISOString() },
    correctsDrift: wasThere,
    // Another service has it, which nobody here knows of; App Runner names that.
    onRefusal: { errorClasses: ["alreadyExists"], outcome: { requeueAfterMs: timings.blockedRetryMs } },
  });
}

function planPresent(input: PlanInput, seen: SeenDomain): DomainDecision {
  const { resource, memory } = input;
  if (!isClaimed(resource)) return { type: "claim" };
  const { domain, serviceArn } = seen;
  if (domain === undefined) return planMissing(input, seen);
  // Whose it was is told by what is remembered until it is gone.
  if (statusOf(domain) === "DELETING") return finish(input, domainHealth(input, domain), facts(input, seen));
  // One that we asked for, also where the answer was lost; every other one was there before.
  const isAskedFor = memory.intent?.call === "AssociateCustomDomain";
  const origin = memory.origin ?? (isAskedFor ? "created" : "adopted");
  const changes: MemoryChanges = {
    ...facts(input, seen),
    origin,
    deletionPolicy: effectiveDeletionPolicy(resource, origin),
    intent: undefined,
  };
  const status = statusOf(domain);
  if (domain.EnableWWWSubdomain !== undefined && domain.EnableWWWSubdomain !== wantsWww(resource)) {
    const message = `the domain is associated ${domain.EnableWWWSubdomain ? "with" : "without"} its www name, which App Runner cannot change`;
    return finish(input, { reason: "ImmutableDiffers", message }, changes);
  }
  if (status === "CREATE_FAILED" && isRetryRequested(input)) {
    const atRest = serviceNotRunning(resource, input.related);
    if (atRest !== undefined) {
      const message = `${domainHealth(input, domain).message}; ${atRest.service} is ${atRest.status}, so that the attempt that was asked for waits`;
      const { lastHandledRetryRequestedAt } = memory;
      return finish(input, { reason: "CreateFailed", message }, { ...changes, lastHandledRetryRequestedAt });
    }
    return mutate(input, {
      call: {
        operation: "DisassociateCustomDomain",
        input: { ServiceArn: serviceArn, DomainName: domain.DomainName },
      },
      because: "one more attempt was requested: the domain that failed is taken away and associated again",
      reason: "Recreating",
      changes,
    });
  }
  return finish(input, domainHealth(input, domain), changes);
}

/** What there is of a domain, for people. */
function facts(input: PlanInput, { serviceArn, dnsTarget, vpcDnsTargets: ways, domain }: SeenDomain): MemoryChanges {
  if (domain === undefined) return { ...noDomain, arn: serviceArn, dnsTarget };
  const vpcDnsTargets = ways.map(({ VpcIngressConnectionArn = "", VpcId = "", DomainName = "" }) => ({
    vpcIngressConnectionArn: VpcIngressConnectionArn,
    vpcId: VpcId,
    domainName: DomainName,
  }));
  const records = validationRecords(domain);
  const { DomainName: domainName = "", EnableWWWSubdomain: www = false } = domain;
  const { region } = input.access.place;
  return {
    arn: serviceArn,
    domainName,
    domainStatus: statusOf(domain),
    enableWWWSubdomain: www,
    dnsTarget,
    certificateValidationRecords: records.length === 0 ? undefined : records,
    vpcDnsTargets: vpcDnsTargets.length === 0 ? undefined : vpcDnsTargets,
    trafficRecords: trafficRecords({ domainName, www }, { dnsTarget, vpcHost: vpcDnsTargets[0]?.domainName, region }),
  };
}
