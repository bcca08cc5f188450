import type { Drift } from "../../api/app-runner-service.ts";
import { hashOf } from "../../base/hash.ts";
import { effectiveDeletionPolicy } from "../engine/policies.ts";
import type { Outcome } from "../engine/outcome.ts";
import { finish, isRetryRequested, mutate, retryHandled, type RevisionedDecision } from "./decisions.ts";
import { desiredSettings, manifestHash } from "./desired-settings.ts";
import { fieldsToApply } from "./fields-to-apply.ts";
import { remember } from "./memory.ts";
import type { ObservedVersion, RevisionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";
import { blockedBy } from "./plan-missing.ts";
import type { OwnVersion, SortedVersions } from "./versions.ts";

/** The version differs from the manifest, and App Runner can change it, or has to make another one in its place. */
export function planInPlace<Resource extends RevisionedResource>(
  input: PlanInput<Resource>,
  { rivals }: Pick<SortedVersions, "rivals">,
  { version, origin }: OwnVersion,
  drift: readonly Drift[],
): RevisionedDecision {
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
  const sentHash = hashOf([[...creation]]);
  const failed = model.failed?.(version);
  const isRepeated = (hash: string | undefined): boolean => hash === sentHash && !isRetryRequested(input);
  const isLatched = failed === "change" && isRepeated(memory.sentHash);
  if (isLatched || failed === "deletion") return finish(input, model.health(version, input), { drift });
  if (failed === undefined && isRepeated(memory.acceptedHash))
    return finish(input, ineffective(input, named), { drift });
  return mutate(input, {
    call,
    because: `the ${model.noun} differs from the manifest in ${named}`,
    reason: "Updating",
    changes: { sentHash, ...retryHandled(input) },
    fields: fieldsToApply(input),
    correctsDrift: isForeign,
  });
}

/** Sends the settings of a version once more whose last change failed, when somebody asks for it. */
export function planRetry<Resource extends RevisionedResource>(
  input: PlanInput<Resource>,
  { version }: OwnVersion,
): RevisionedDecision | undefined {
  const { model } = input;
  if (model.failed?.(version) !== "change" || !isRetryRequested(input)) return undefined;
  const { creation } = desiredSettings(input, version.settings);
  const call = model.updateCall?.(version.arn, creation, []);
  if (call === undefined) return undefined;
  return mutate(input, {
    call,
    because: "one more attempt was requested",
    reason: "Updating",
    changes: { sentHash: hashOf([[...creation]]), ...retryHandled(input) },
    fields: fieldsToApply(input),
  });
}

/** App Runner took the same settings, and is at rest: sending them again changes nothing. */
function ineffective<Resource extends RevisionedResource>(
  { timings }: PlanInput<Resource>,
  named: string,
): Pick<Outcome, "reason" | "message" | "requeueAfterMs"> {
  const message = `App Runner applied the settings and still shows another ${named}`;
  return { reason: "UpdateIneffective", message, requeueAfterMs: timings.stuckPollMs };
}

/** App Runner cannot change what differs: the version goes, and the next passes make another one. */
function replace<Resource extends RevisionedResource>(
  input: PlanInput<Resource>,
  version: ObservedVersion,
  named: string,
  drift: readonly Drift[],
): RevisionedDecision {
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
