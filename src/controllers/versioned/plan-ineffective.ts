import type { Drift } from "../../api/app-runner-service.ts";
import { finish, isRetryRequested, type VersionedDecision } from "./decisions.ts";
import { hashToSend } from "./desired-settings.ts";
import type { VersionedResource, Settings } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

/**
 * App Runner took the same settings, is at rest, and shows others: sending them again changes nothing. Undefined: they are
 * to be sent.
 */
export function planIneffective<Resource extends VersionedResource>(
  input: PlanInput<Resource>,
  creation: Settings,
  drift: readonly Drift[],
): VersionedDecision | undefined {
  const { memory, timings } = input;
  if (memory.acceptedHash !== hashToSend(input, creation) || isRetryRequested(input)) return undefined;
  const named = drift.map(({ path }) => `\`${path}\``).join(", ");
  const message = `App Runner applied the settings and still shows another ${named}`;
  return finish(input, { reason: "UpdateIneffective", message, requeueAfterMs: timings.blockedRetryMs }, { drift });
}
