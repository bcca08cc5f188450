import { isPartlyClaimed } from "../engine/claim.ts";
import { finish, type VersionedDecision } from "./decisions.ts";
import { desiredSettings, settingsDrift } from "./desired-settings.ts";
import { noFacts, type VersionedResource } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

/** `managementPolicy: Observe`: everything is read and told, nothing is changed, whosever it is. */
export function planObserve<Resource extends VersionedResource>(input: PlanInput<Resource>): VersionedDecision {
  const { model, resource, observation, timings } = input;
  if (isPartlyClaimed(resource)) return { type: "release", because: "`managementPolicy` is Observe" };
  const arn = resource.spec.adoption?.arn;
  const version = observation.versions.find((candidate) => arn === undefined || candidate.arn === arn);
  const unknown = noFacts(model);
  if (version === undefined) {
    const outcome = {
      reason: "NotFound",
      message: `the ${model.noun} does not exist`,
      requeueAfterMs: timings.blockedRetryMs,
    } as const;
    return finish(input, outcome, { arn: undefined, origin: undefined, drift: undefined }, unknown);
  }
  const drift = settingsDrift(desiredSettings(input, version.settings).decided, version.settings);
  const facts = { ...unknown, ...version.facts };
  if (drift.length > 0) {
    const paths = drift.map(({ path }) => `\`${path}\``).join(", ");
    const message = `the ${model.noun} differs from the manifest in ${paths}`;
    return finish(input, { reason: "Drifted", message }, { arn: version.arn, drift }, facts);
  }
  const health = model.health(version, input);
  return finish(input, health, { arn: version.arn, drift: undefined }, facts);
}
