import { effectiveDeletionPolicy, effectiveManagementPolicy } from "../engine/policies.ts";
import { isClaimed } from "../engine/claim.ts";
import type { VersionedDecision } from "./decisions.ts";
import { remember } from "./memory.ts";
import type { VersionedResource } from "./model.ts";
import { planDeletion } from "./plan-deletion.ts";
import type { PlanInput } from "./plan-input.ts";
import { planMissing } from "./plan-missing.ts";
import { planObserve } from "./plan-observe.ts";
import { planOwn } from "./plan-own.ts";
import { followTransition } from "./plan-pending.ts";
import { sortVersions } from "./versions.ts";

/** The next step towards what the manifest declares. Pure: the caller asks again after each step. */
export function plan<Resource extends VersionedResource>(observed: PlanInput<Resource>): VersionedDecision {
  const { resource, access } = observed;
  const input = {
    ...observed,
    memory: remember(observed.memory, {
      account: access.place.account,
      region: access.place.region,
      ...(observed.model.livesWith === undefined ? {} : { awsAccount: resource.spec.awsAccountRef?.name }),
      managementPolicy: effectiveManagementPolicy(resource),
      deletionPolicy: effectiveDeletionPolicy(resource, observed.memory.origin),
    }),
  };
  if (effectiveManagementPolicy(resource) === "Observe") return planObserve(input);
  const versions = sortVersions(input);
  const remembered = versions.own.find(({ version }) => version.arn === input.memory.arn);
  const current = remembered ?? versions.own[0];
  const pending = current && observed.model.pending?.(current.version);
  const followed = { ...input, memory: followTransition(input.memory, pending, input.nowMs) };
  if (resource.metadata.deletionTimestamp !== undefined) return planDeletion(followed, versions);
  if (current === undefined) return planMissing(followed, versions);
  return isClaimed(resource) ? planOwn(followed, versions, current) : { type: "claim" };
}
