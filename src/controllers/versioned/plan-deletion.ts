import { ownershipTagKeys } from "../engine/ownership.ts";
import { effectiveDeletionPolicy } from "../engine/policies.ts";
import { finish, isRetryRequested, mutate, retryHandled, type VersionedDecision } from "./decisions.ts";
import type { ObservedVersion, VersionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";
import { pendingOutcome } from "./plan-pending.ts";
import { namesOf } from "./users.ts";
import type { OwnVersion, SortedVersions } from "./versions.ts";

/** The object is being deleted. What is not ours, or to be retained, is let go; what is used waits for its users. */
export function planDeletion<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  versions: SortedVersions,
): VersionedDecision {
  const { model, memory, nowMs, timings } = input;
  const [next] = versions.own;
  if (next === undefined) {
    const { intent } = memory;
    const isAskedFor =
      intent?.call.startsWith("Create") === true && nowMs - Date.parse(intent.recordedAt) < timings.listLagMs;
    if (!isAskedFor) return { type: "release", because: `the ${model.noun} does not exist` };
    const message = `the answer to ${intent.call} was lost, and the ${model.noun} is looked for`;
    return finish(input, { reason: "Deleting", message, requeueAfterMs: timings.pollMs });
  }
  const policy = next.origin === "adopting" ? "Retain" : effectiveDeletionPolicy(input.resource, next.origin);
  return policy === "Retain" ? letGo(input, next) : remove(input, next);
}

/** Removing the ownership tags is best effort: the object goes also when that fails. */
function letGo<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  { version }: OwnVersion,
): VersionedDecision {
  const decision = mutate(input, {
    call: { operation: "UntagResource", input: { ResourceArn: version.arn, TagKeys: [...ownershipTagKeys] } },
    because: `the object goes and the ${input.model.noun} stays`,
    reason: "Deleting",
  });
  return decision.type === "call" ? { ...decision, bestEffort: true } : decision;
}

function remove<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  { version }: OwnVersion,
): VersionedDecision {
  const { model, related, timings, resource, access, nowMs } = input;
  if (related.users.length > 0) {
    const message = `the ${model.noun} stays as long as these refer to it: ${namesOf(related.users)}`;
    return finish(input, { reason: "WaitingForUsers", message, requeueAfterMs: timings.deepReadMs });
  }
  const waits = waitForDeletion(input, version);
  if (waits !== undefined) return waits;
  const extra = model.extraCall?.({
    resource,
    version,
    access,
    isDeleting: true,
    isApplied: false,
    others: [],
    otherDefault: undefined,
  });
  if (extra !== undefined && "call" in extra) return mutate(input, { ...extra, reason: "Deleting" });
  const blocked = {
    reason: "DeletionBlocked",
    message:
      version.usedBy.length === 0
        ? `App Runner does not let the ${model.noun} ${version.arn} go yet, which lasts some minutes after its last user`
        : `the ${model.noun} ${version.arn} is used by ${version.usedBy.join(", ")}`,
    requeueAfterMs: timings.stuckPollMs,
  } as const;
  if (version.isInUse === true) return finish(input, blocked);
  return mutate(input, {
    call: model.deleteCall(version.arn),
    because: "the object is being deleted",
    reason: "Deleting",
    onRefusal: { errorClasses: ["busy"], outcome: blocked },
    ...(model.pending === undefined
      ? {}
      : { changes: { deletionTriedAt: new Date(nowMs).toISOString(), ...retryHandled(input) } }),
  });
}

/** App Runner is at work on the version, or has only just failed to delete it. */
function waitForDeletion<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  version: ObservedVersion,
): VersionedDecision | undefined {
  const { model, timings, memory, nowMs } = input;
  const pending = model.pending?.(version);
  if (pending !== undefined) {
    const { lastHandledRetryRequestedAt } = memory;
    const outcome = pendingOutcome(input, version, { ...pending, reason: "Deleting" });
    return finish(input, outcome, { lastHandledRetryRequestedAt }, version.facts);
  }
  const { deletionTriedAt } = memory;
  if (model.failed?.(version) !== "deletion" || deletionTriedAt === undefined) return undefined;
  const leftMs = Date.parse(deletionTriedAt) + timings.deleteRetryMs - nowMs;
  if (leftMs <= 0 || isRetryRequested(input)) return undefined;
  const message = `App Runner failed to delete the ${model.noun} ${version.arn}`;
  return finish(input, { reason: "DeleteFailed", message, requeueAfterMs: leftMs }, {}, version.facts);
}
