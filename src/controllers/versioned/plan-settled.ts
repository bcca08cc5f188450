import type { Outcome } from "../engine/outcome.ts";
import { wantedTagKeys } from "./creation-tags.ts";
import { finish, mutate, type VersionedDecision } from "./decisions.ts";
import { manifestHash } from "./desired-settings.ts";
import { fieldsToApply, isExtraFieldApplied, namedFields } from "./fields-to-apply.ts";
import { remember, type Superseded } from "./memory.ts";
import type { ExtraCall, VersionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";
import { planRollout, type RolloutUser } from "./rollout.ts";
import { findUnused } from "./unused.ts";
import { usedArns } from "./users.ts";
import type { OwnVersion, SortedVersions } from "./versions.ts";

/** The current version is as the manifest says: see to what is around it, and tell how it is. */
export function planSettled<Resource extends VersionedResource>(
  observed: PlanInput<Resource>,
  versions: SortedVersions,
  { version }: OwnVersion,
): VersionedDecision {
  const { model, resource, access, timings } = observed;
  const others = versions.own.filter((own) => own.version.arn !== version.arn);
  const step = rolloutOf(observed, version.arn, new Set(others.map((own) => own.version.arn)));
  const { otherDefault } = versions;
  const extra = model.extraCall?.({
    resource,
    version,
    access,
    isDeleting: false,
    isApplied: isExtraFieldApplied(observed),
    others: others.map((own) => own.version),
    otherDefault,
  });
  const input: PlanInput<Resource> = {
    ...observed,
    memory: remember(observed.memory, {
      // Until the extra call is made it is not as the manifest asks.
      ...(extra === undefined
        ? { configurationHash: manifestHash(observed), appliedFields: namedFields(observed) }
        : { appliedFields: fieldsToApply(observed) }),
      appliedTagKeys: wantedTagKeys(observed),
      superseded: others.length === 0 ? undefined : others.map((own) => supersededBy(observed, own)),
      rollout: step?.rollout,
      drift: undefined,
      intent: undefined,
      // Seen to be there: what differs from now on is somebody else's doing, and the same settings undo it.
      acceptedHash: undefined,
      ...model.applied?.(resource),
    }),
  };
  if (extra !== undefined && "call" in extra) return planExtra(input, extra);
  const health = model.health(version, input);
  const superseded = others.filter(({ origin }) => origin === "created");
  const releaseMs = releaseWaitMs(input);
  const outcome = {
    ...health,
    message: `${health.message}${keptText(superseded)}`,
    ...(extra === undefined
      ? {}
      : { reason: "OwnershipConflict" as const, message: extra.conflict, requeueAfterMs: timings.blockedRetryMs }),
    ...(step === undefined ? {} : rolloutOutcome(step, model.noun)),
    ...(superseded.length === 0 || releaseMs === undefined ? {} : { requeueAfterMs: releaseMs }),
  };
  const told = finish(input, outcome);
  const unused = findUnused(input, superseded);
  if (unused === undefined || step !== undefined || told.type !== "finish") return told;
  return mutate(input, {
    call: model.deleteCall(unused.arn),
    because: `nothing uses the superseded ${model.noun} ${unused.arn} any more`,
    reason: "Updating",
    // App Runner releases it some minutes after its last user, and others may use it, too.
    onRefusal: { errorClasses: ["busy"], outcome: told.outcome },
  });
}

function supersededBy<Resource extends VersionedResource>(
  { memory, related, nowMs }: PlanInput<Resource>,
  { version: { arn } }: OwnVersion,
): Superseded {
  if (usedArns(related.users).has(arn)) return { arn };
  const known = memory.superseded?.find((other) => other.arn === arn)?.lastUsedAt;
  return { arn, lastUsedAt: known ?? new Date(nowMs).toISOString() };
}

/** For so long after its last user went, at AWS's pace, App Runner may still have to notice that a version is not used. */
const noticedLateMs = 60 * 60_000;

/**
 * Until it is tried again to delete an earlier version; undefined: not before something changes. What keeps one for longer
 * is something that the operator does not follow, such as a service outside of Kubernetes.
 */
function releaseWaitMs<Resource extends VersionedResource>({
  memory,
  nowMs,
  timings,
}: PlanInput<Resource>): number | undefined {
  const { blockedRetryMs, releaseRetryMs, speed } = timings;
  const unused = (memory.superseded ?? []).flatMap(({ lastUsedAt }) => lastUsedAt ?? []);
  if (unused.length === 0) return undefined;
  const isFresh = unused.some((since) => nowMs - Date.parse(since) < noticedLateMs / speed);
  return isFresh ? blockedRetryMs : releaseRetryMs;
}

/** Why an earlier version never goes, where that is for a person to change. */
function keptText(superseded: readonly OwnVersion[]): string {
  const kept = superseded.find(({ version }) => version.isDefault)?.version.arn;
  if (kept === undefined) return "";
  return `; the earlier ${kept} stays, since it is the account's default: \`default: true\` passes that on, \`default: false\` hands it back`;
}

/** A call beside the creation of the version. */
function planExtra<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  { call, because, drift }: ExtraCall,
): VersionedDecision {
  const { model, resource, memory } = input;
  const isForeign = memory.configurationHash === manifestHash(input);
  if (isForeign && resource.spec.managementPolicy === "ReportDrift") {
    const message = `the ${model.noun} differs from the manifest in \`${drift.path}\``;
    return finish(input, { reason: "Drifted", message }, { drift: [drift] });
  }
  return mutate(input, { call, because, reason: "Updating", correctsDrift: isForeign });
}

function rolloutOf<Resource extends VersionedResource>(
  { model, related, memory, nowMs, rolloutRoom }: PlanInput<Resource>,
  arn: string,
  others: ReadonlySet<string>,
): ReturnType<typeof planRollout> {
  const { usedBy } = model;
  if (usedBy === undefined) return undefined;
  const users: readonly RolloutUser[] = related.users.map((user) => ({
    resource: user,
    usedArn: usedBy(user.status ?? {}),
  }));
  return planRollout(users, { arn, others, room: rolloutRoom, known: memory.rollout, nowMs });
}

function rolloutOutcome(
  { rollout, isMoving, left, taken }: NonNullable<ReturnType<typeof planRollout>>,
  noun: string,
): Pick<Outcome, "reason" | "message"> {
  const { arn, admitted, failedService, waitsForRoom } = rollout;
  if (failedService !== undefined) {
    const having = taken.length === 0 ? "none" : taken.join(", ");
    const message = `AppRunnerService ${failedService} failed to take the ${noun} ${arn}; it is with: ${having}; these keep an earlier one: ${left.join(", ")}`;
    return { reason: "RolloutStopped", message };
  }
  if (!isMoving) {
    const message = `${arn} is active; these have an earlier ${noun} and take this one as soon as they can: ${left.join(", ")}`;
    return { reason: "Available", message };
  }
  const asked = admitted.length === 0 ? "none" : admitted.join(", ");
  const crowded = waitsForRoom === true ? `; the others wait until fewer services of the account are changing` : "";
  return {
    reason: "RollingOut",
    message: `services take the ${noun} ${arn} one after the other, so far asked: ${asked}${crowded}`,
  };
}
