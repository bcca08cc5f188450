import { ownershipOf } from "../engine/ownership.ts";
import { isPartlyClaimed } from "../engine/claim.ts";
import { finish, mutate, type VersionedDecision } from "./decisions.ts";
import { creationTags, wantedTagKeys } from "./creation-tags.ts";
import { desiredSettings, hashToSend } from "./desired-settings.ts";
import { fieldsToApply } from "./fields-to-apply.ts";
import type { MemoryChanges } from "./memory.ts";
import type { ObservedVersion, VersionedResource, Version } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";
import { tagOwner } from "./tag-owner.ts";
import type { SortedVersions } from "./versions.ts";

/** No version is this object's: adopt one, make one, or say why not. */
export function planMissing<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  versions: SortedVersions,
): VersionedDecision {
  const { model, resource, memory } = input;
  const adoption = resource.spec.adoption ?? {};
  const isWanted = ({ arn, name }: Version): boolean =>
    adoption.arn === undefined ? name === model.effectiveName(resource) : arn === adoption.arn;
  const foreign = versions.foreign.find(({ version }) => isWanted(version));
  if (foreign !== undefined) {
    if (adoption.policy === "Takeover" && adoption.takeoverFrom === foreign.owner) {
      return tagOwner(input, foreign.version, "adopting", `the ${model.noun} is taken over from ${foreign.owner}`);
    }
    return finish(input, {
      reason: "OwnershipConflict",
      message: `the ${model.noun} ${foreign.version.arn} belongs to ${foreign.owner}`,
    });
  }
  const unowned = versions.unowned.find(isWanted);
  if (unowned !== undefined) {
    if (unowned.arn === memory.arn && memory.origin !== undefined) {
      return tagOwner(input, unowned, memory.origin, "the ownership tags were removed");
    }
    if (adoption.policy === "IfUnowned" || adoption.policy === "Takeover") {
      return tagOwner(input, unowned, "adopting", `an unowned ${model.noun} of that name exists and may be adopted`);
    }
    return finish(input, {
      reason: "AlreadyExists",
      message: `the ${model.noun} ${unowned.arn} exists and has no owner`,
    });
  }
  if (adoption.arn !== undefined && !isPartlyClaimed(resource)) {
    return finish(input, {
      reason: "AdoptionTargetMissing",
      message: `\`adoption.arn\` names ${adoption.arn}, and there is no such ${model.noun} of the name ${model.effectiveName(resource)} in account ${input.access.place.account}, region ${input.access.place.region}`,
    });
  }
  const [rival] = versions.rivals;
  return rival === undefined ? planCreation(input) : blockedBy(input, rival);
}

function planCreation<Resource extends VersionedResource>(input: PlanInput<Resource>): VersionedDecision {
  const { model, resource, memory } = input;
  const wasThere = memory.arn !== undefined;
  if (wasThere && resource.spec.managementPolicy === "ReportDrift") {
    return finish(input, {
      reason: "DeletedElsewhere",
      message: `the ${model.noun} ${memory.arn} does not exist any more`,
    });
  }
  const notYet = model.notYet?.(resource, input.related);
  if (notYet !== undefined) return finish(input, { reason: "WaitingForReference", message: notYet });
  const because = wasThere ? `the ${model.noun} was deleted by somebody else` : `the ${model.noun} does not exist`;
  return createVersion(input, {
    name: model.effectiveName(resource),
    before: undefined,
    because,
    correctsDrift: wasThere,
  });
}

/** App Runner takes one of its sort in that place, and has another one. */
export function blockedBy<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  rival: ObservedVersion,
): VersionedDecision {
  const pending = input.model.pending?.(rival);
  if (pending?.isDeletion === true) {
    const message = `App Runner takes one ${input.model.noun} here, and ${rival.arn} is still ${pending.status}`;
    return finish(input, { reason: "WaitingForOperation", message, requeueAfterMs: input.timings.pollMs });
  }
  const ownership = ownershipOf(rival.tags, input.owner);
  const owner = "owner" in ownership ? `, of ${ownership.owner}` : "";
  return finish(input, {
    reason: ownership.state === "unowned" ? "AlreadyExists" : "OwnershipConflict",
    message: `App Runner takes one ${input.model.noun} here, and has ${rival.arn}${owner}`,
    requeueAfterMs: input.timings.blockedRetryMs,
  });
}

/** Makes a version, unless one may have been made by a call whose answer was lost. */
export function createVersion<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  about: {
    readonly name: string;
    /** The version whose place it takes. */
    readonly before: ObservedVersion | undefined;
    readonly because: string;
    readonly correctsDrift?: boolean;
    readonly changes?: MemoryChanges;
  },
): VersionedDecision {
  const { model, resource, memory, nowMs, timings } = input;
  const { creation } = desiredSettings(input, about.before?.settings);
  const call = model.createCall(
    { name: about.name, settings: creation, tags: creationTags(input, about.before?.tags) },
    resource,
  );
  // A list may miss what was only just made.
  const sinceIntentMs =
    memory.intent?.call === call.operation ? nowMs - Date.parse(memory.intent.recordedAt) : Infinity;
  if (sinceIntentMs < timings.listLagMs) {
    return {
      type: "finish",
      outcome: {
        reason: "Creating",
        message: `the answer to ${call.operation} was lost, and the ${model.noun} is looked for`,
        requeueAfterMs: timings.pollMs,
      },
      memory,
    };
  }
  return mutate(input, {
    call,
    because: about.because,
    reason: "Creating",
    correctsDrift: about.correctsDrift === true,
    fields: fieldsToApply(input),
    changes: {
      ...(model.onChange === "never" ? {} : { sentHash: hashToSend(input, creation) }),
      // Its other tags are kept ones of the version before it.
      appliedTagKeys: [...new Set([...(memory.appliedTagKeys ?? []), ...wantedTagKeys(input)])],
      ...model.applied?.(resource),
      ...about.changes,
    },
  });
}
