import type { Drift } from "../../api/app-runner-service.ts";
import { hashOf } from "../../base/hash.ts";
import { tagChanges } from "../engine/tag-changes.ts";
import { finish, mutate, retryHandled, type VersionedDecision } from "./decisions.ts";
import { desiredSettings, manifestHash, settingsDrift } from "./desired-settings.ts";
import { remember } from "./memory.ts";
import { noFacts, type PendingChange, type VersionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";
import { createVersion } from "./plan-missing.ts";
import { planIneffective } from "./plan-ineffective.ts";
import { pendingOutcome } from "./plan-pending.ts";
import { planInPlace, planRetry } from "./plan-in-place.ts";
import { planSettled } from "./plan-settled.ts";
import { findUnused, usersText } from "./unused.ts";
import { tagOwner } from "./tag-owner.ts";
import type { OwnVersion, SortedVersions } from "./versions.ts";

/** A version is this object's: see that it, or another one, is as the manifest says. */
export function planOwn<Resource extends VersionedResource>(
  observed: PlanInput<Resource>,
  versions: SortedVersions,
  current: OwnVersion,
): VersionedDecision {
  const { model } = observed;
  const incarnation = versions.own.find(({ isOfEarlierIncarnation }) => isOfEarlierIncarnation);
  if (incarnation !== undefined) {
    const because = `the ${model.noun} belongs to an earlier incarnation of this object`;
    return tagOwner(observed, incarnation.version, incarnation.origin, because);
  }
  const lost = foundAgain(observed, versions);
  const start = lost ?? current;
  const pending = model.pending?.(start.version);
  if (pending !== undefined) return waitFor(observed, start, pending);
  const input = lost === undefined ? observed : take(observed, lost);
  const { decided } = desiredSettings(input, start.version.settings);
  const drift = settingsDrift(decided, start.version.settings);
  if (start.origin === "adopting") return planAdoption(input, start, drift);
  if (drift.length === 0) return planRetry(take(input, start), start) ?? planTags(take(input, start), versions, start);
  if (model.onChange === "never") {
    const paths = drift.map(({ path }) => `\`${path}\``).join(", ");
    const message = `the ${model.noun} differs in ${paths}, which App Runner cannot change`;
    return finish(take(input, start), { reason: "ImmutableDiffers", message }, { drift });
  }
  if (model.onChange === "in place") return planInPlace(take(input, start), versions, start, drift);
  const equal = versions.own.find(({ version }) => settingsDrift(decided, version.settings).length === 0);
  if (equal !== undefined) return planTags(take(input, equal), versions, equal);
  return planChange(input, versions, start, drift);
}

/**
 * App Runner is at work on the version. One that it deletes is not remembered as the object's any more. A requested retry
 * stays open until there is something to try again.
 */
function waitFor<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  own: OwnVersion,
  pending: PendingChange,
): VersionedDecision {
  const about = pending.isDeletion === true ? input : take(input, own);
  const { lastHandledRetryRequestedAt } = input.memory;
  return finish(about, pendingOutcome(about, own.version, pending), { intent: undefined, lastHandledRetryRequestedAt });
}

/** A version that was made by a call whose answer was lost. */
function foundAgain<Resource extends VersionedResource>(
  { memory }: PlanInput<Resource>,
  versions: SortedVersions,
): OwnVersion | undefined {
  if (memory.intent?.call.startsWith("Create") !== true) return undefined;
  const known = new Set([memory.arn, ...(memory.superseded ?? []).map(({ arn }) => arn)]);
  return versions.own.find(({ version, origin }) => origin === "created" && !known.has(version.arn));
}

/** Remembers a version as the current one. What a call was to apply is applied with it. */
function take<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  { version, origin }: OwnVersion,
): PlanInput<Resource> {
  const { memory, model } = input;
  return {
    ...input,
    memory: remember(
      memory,
      {
        arn: version.arn,
        origin,
        ...(memory.intent?.fields === undefined ? {} : { intent: undefined, appliedFields: memory.intent.fields }),
      },
      { ...noFacts(model), ...version.facts },
    ),
  };
}

/** The version carries our tags, and is verified before anything else is done for it. */
function planAdoption<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  adopting: OwnVersion,
  drift: ReturnType<typeof settingsDrift>,
): VersionedDecision {
  const { model, resource } = input;
  if (drift.length > 0 && resource.spec.adoption?.onDifference !== "Apply") {
    const paths = drift.map(({ path }) => `\`${path}\``).join(", ");
    const outcome = {
      reason: "AdoptionDiffers",
      message: `the ${model.noun} differs from the manifest in ${paths}`,
    } as const;
    return finish(take(input, adopting), outcome, { drift });
  }
  const because =
    drift.length === 0
      ? `the ${model.noun} is as the manifest declares`
      : `the ${model.noun} differs from the manifest, which is to be applied`;
  return tagOwner(take(input, adopting), adopting.version, "adopted", because);
}

/** The manifest asks for what no version has. */
function planChange<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  versions: SortedVersions,
  current: OwnVersion,
  drift: readonly Drift[],
): VersionedDecision {
  const { model, resource } = input;
  const { creation } = desiredSettings(input, current.version.settings);
  const isLast = input.memory.arn === current.version.arn;
  const ineffective = isLast ? planIneffective(input, creation, drift) : undefined;
  if (ineffective !== undefined) return ineffective;
  const [foreign] = versions.foreign;
  if (model.onChange === "new revision" && foreign !== undefined) {
    const message = `the ${model.noun} ${foreign.version.arn} of the same name belongs to ${foreign.owner}`;
    return finish(input, { reason: "OwnershipConflict", message });
  }
  const others = versions.own.filter((own) => own !== current);
  if (versions.own.length >= (model.maxVersions ?? Infinity)) {
    const unused = findUnused(input, others);
    if (unused === undefined) {
      const message = `App Runner takes ${versions.own.length} revisions of the ${model.noun}, and all are used; ${usersText(input, versions.own)}`;
      return finish(input, { reason: "QuotaExceeded", message, requeueAfterMs: input.timings.blockedRetryMs });
    }
    const full = `App Runner takes no more revisions of the ${model.noun}, and does not let ${unused.arn} go yet`;
    return mutate(input, {
      call: model.deleteCall(unused.arn),
      onRefusal: {
        errorClasses: ["busy"],
        outcome: { reason: "QuotaExceeded", message: full, requeueAfterMs: input.timings.stuckPollMs },
      },
      because: `App Runner takes no more revisions of the ${model.noun}, and nothing uses ${unused.arn} any more`,
      reason: "Updating",
    });
  }
  const name =
    model.onChange === "new revision"
      ? model.effectiveName(resource)
      : replacementName(model.effectiveName(resource), hashOf([[...creation], input.owner.uid, input.memory.arn]));
  return createVersion(input, {
    name,
    before: current.version,
    because: `the manifest has changed, and App Runner changes no ${model.noun}: another one takes its place`,
    changes: retryHandled(input),
  });
}

/** A name of at most 40 characters that begins like `name`. */
function replacementName(name: string, hash: string): string {
  return `${name.slice(0, 31)}-${hash.slice(0, 8)}`;
}

/** Tags have calls of their own. */
function planTags<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  versions: SortedVersions,
  current: OwnVersion,
): VersionedDecision {
  const { resource, memory, model } = input;
  const { version } = current;
  const { set, remove } = tagChanges(resource.spec.tags ?? [], version.tags, memory.appliedTagKeys ?? []);
  const keys = [...set.keys(), ...remove];
  if (keys.length === 0) return planSettled(input, versions, current);
  if (resource.spec.managementPolicy === "ReportDrift" && memory.configurationHash === manifestHash(input)) {
    const drift = keys.map((key) => ({ path: `tags[${key}]` }));
    const message = `the ${model.noun} differs from the manifest in the tags ${keys.join(", ")}`;
    return finish(input, { reason: "Drifted", message }, { drift });
  }
  return mutate(input, {
    call:
      set.size > 0
        ? {
            operation: "TagResource",
            input: { ResourceArn: version.arn, Tags: [...set].map(([Key, Value]) => ({ Key, Value })) },
          }
        : { operation: "UntagResource", input: { ResourceArn: version.arn, TagKeys: [...remove] } },
    because:
      set.size > 0
        ? `the tags ${[...set.keys()].join(", ")} are to be set`
        : `the tags ${remove.join(", ")} are to be removed`,
    reason: "Updating",
    correctsDrift: memory.configurationHash === manifestHash(input),
  });
}
