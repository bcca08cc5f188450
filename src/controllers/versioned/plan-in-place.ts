import type { Drift } from "../../api/app-runner-service.ts";
import { effectiveDeletionPolicy } from "../engine/policies.ts";
import { finish, isRetryRequested, mutate, retryHandled, type VersionedDecision } from "./decisions.ts";
import { desiredSettings, hashToSend, manifestHash } from "./desired-settings.ts";
import { fieldsToApply } from "./fields-to-apply.ts";
import { remember } from "./memory.ts";
import type { ObservedVersion, VersionedResource, Settings } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";
import { planIneffective } from "./plan-ineffective.ts";
import { blockedBy } from "./plan-missing.ts";
import type { OwnVersion, SortedVersions } from "./versions.ts";

/** The version differs from the manifest, and App Runner can change it, or has to make another one in its place. */
export function planInPlace<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  { rivals }: Pick<SortedVersions, "rivals">,
  { version, origin }: OwnVersion,
  drift: readonly Drift[],
): VersionedDecision {
  const { model, resource, memory } = input;
  const paths = drift.map(({ path }) => path);
  const named = paths.map((path) => `\`${path}\``).join(", ");
  const isForeign = memory.configurationHash === manifestHash(input);
  if (isForeign && resource.spec.managementPolicy === "ReportDrift") {
    const message = `the ${model.noun} differs from the manifest in ${named}`;
    return finish(input, { reason: "Drifted", message }, { drift });
  }
  const { creation } = desiredSettings(input, version.settings);
  const call = model.updateCall?.(version.arn, creation, paths);
  if (call === undefined) {
    const isRefused =
      model.isFollowing?.(resource, memory) !== true || effectiveDeletionPolicy(resource, origin) === "Retain";
    if (isRefused) {
      const message = `the ${model.noun} differs in ${named}, which App Runner cannot change`;
      return finish(input, { reason: "ImmutableDiffers", message }, { drift });
    }
    const [rival] = rivals;
    return rival === undefined ? replace(input, version, named, drift) : blockedBy(input, rival);
  }
  const repeated = planRepeated(input, version, creation, drift);
  if (repeated !== undefined) return repeated;
  return mutate(input, {
    call,
    because: `the ${model.noun} differs from the manifest in ${named}`,
    reason: "Updating",
    changes: { sentHash: hashToSend(input, creation), ...retryHandled(input) },
    fields: fieldsToApply(input),
    correctsDrift: isForeign,
  });
}

/** What is told in the place of a call that failed, or had no effect, when it was made last. */
function planRepeated<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  version: ObservedVersion,
  creation: Settings,
  drift: readonly Drift[],
): VersionedDecision | undefined {
  const failed = input.model.failed?.(version);
  if (failed === undefined) return planIneffective(input, creation, drift);
  const isLatched = input.memory.sentHash === hashToSend(input, creation) && !isRetryRequested(input);
  if (failed === "change" && !isLatched) return undefined;
  return finish(input, input.model.health(version, input), { drift });
}

/** Sends the settings of a version once more whose last change failed, when somebody asks for it. */
export function planRetry<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  { version }: OwnVersion,
): VersionedDecision | undefined {
  const { model } = input;
  if (model.failed?.(version) !== "change" || !isRetryRequested(input)) return undefined;
  const { creation } = desiredSettings(input, version.settings);
  const call = model.updateCall?.(version.arn, creation, []);
  if (call === undefined) return undefined;
  return mutate(input, {
    call,
    because: "one more attempt was requested",
    reason: "Updating",
    changes: { sentHash: hashToSend(input, creation), ...retryHandled(input) },
    fields: fieldsToApply(input),
  });
}

/** App Runner cannot change what differs: the version goes, and the next passes make another one. */
function replace<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  version: ObservedVersion,
  named: string,
  drift: readonly Drift[],
): VersionedDecision {
  const { model, nowMs, memory, timings } = input;
  const leftMs = Date.parse(memory.deletionTriedAt ?? "1970") + timings.deleteRetryMs - nowMs;
  if (model.failed?.(version) === "deletion" && leftMs > 0 && !isRetryRequested(input)) {
    return finish(input, { ...model.health(version, input), requeueAfterMs: leftMs }, { drift });
  }
  // What is found missing later was not deleted by somebody else.
  const forgetful = { ...input, memory: remember(input.memory, { arn: undefined }) };
  return mutate(forgetful, {
    call: model.deleteCall(version.arn),
    because: `the ${model.noun} differs in ${named}, which App Runner cannot change: another one takes its place, with another domain name`,
    reason: "Recreating",
    changes: { deletionTriedAt: new Date(nowMs).toISOString(), ...retryHandled(input) },
    isReplacement: true,
  });
}
