import type { CallContext } from "../state/call-context.ts";
import { resourceNotFound } from "../wire/fault.ts";
import type { ServiceRecord } from "../state/service-record.ts";

/**
 * The service of an ARN, for reading: a deleted one is still there for a while.
 * @throws {Fault} ResourceNotFoundException
 */
export function findVisible(arn: string, { region, nowMs, settings }: CallContext): ServiceRecord {
  const record = region.find(arn);
  const visibleMs = settings.switches().deletedVisibleMs / settings.speed;
  if (record === undefined || (record.deletedAtMs !== undefined && nowMs >= record.deletedAtMs + visibleMs)) {
    throw notFound(arn);
  }
  return record;
}

/**
 * The service of an ARN, for tags and deployments: a deleted one is gone.
 * @throws {Fault} ResourceNotFoundException
 */
export function findExisting(arn: string, context: CallContext): ServiceRecord {
  const record = findVisible(arn, context);
  if (record.status === "DELETED") throw notFound(arn);
  return record;
}

export function notFound(arn: string): Error {
  return resourceNotFound(`Service with the provided ARN doesn't exist. ARN: ${arn}`);
}
