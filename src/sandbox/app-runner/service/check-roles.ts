import type { RegionState } from "../state/region-state.ts";
import { invalidRequest } from "../wire/fault.ts";
import type { ServiceConfiguration } from "../state/service-record.ts";

/**
 * Whether App Runner can assume the roles. A role whose name ends in `/not-assumable` never can be, one that ends in
 * `/fresh` from `propagationMs` after the first attempt on.
 * @throws {Fault} InvalidRequestException
 */
export function checkRoles(
  configuration: ServiceConfiguration,
  region: RegionState,
  nowMs: number,
  propagationMs: number,
): void {
  const roles = [
    ["access", configuration.source.AuthenticationConfiguration?.AccessRoleArn],
    ["instance", configuration.instance.InstanceRoleArn],
  ] as const;
  for (const [kind, arn] of roles) {
    if (arn !== undefined && !isAssumable(arn, region, nowMs, propagationMs)) {
      throw invalidRequest(`Error in assuming ${kind} role ${arn}`);
    }
  }
}

function isAssumable(arn: string, region: RegionState, nowMs: number, propagationMs: number): boolean {
  if (arn.endsWith("/not-assumable")) return false;
  if (!arn.endsWith("/fresh")) return true;
  const seenAtMs = region.rolesSeenAtMs.get(arn) ?? nowMs;
  region.rolesSeenAtMs.set(arn, seenAtMs);
  return nowMs - seenAtMs >= propagationMs;
}
