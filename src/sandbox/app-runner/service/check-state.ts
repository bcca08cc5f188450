import type { CallContext } from "../state/call-context.ts";
import { invalidState } from "../wire/fault.ts";
import { findVisible, notFound } from "./find-service.ts";
import type { ServiceRecord, ServiceStatus } from "../state/service-record.ts";

/**
 * The service of an ARN, if it is in one of the states that the operation accepts.
 * @param participle as it stands in the error text: "updated", "paused", ...
 * @throws {Fault} ResourceNotFoundException, InvalidStateException
 */
export function findInState(
  arn: string,
  participle: "updated" | "paused" | "resumed" | "deleted",
  accepted: readonly ServiceStatus[],
  context: CallContext,
): ServiceRecord {
  const record = findVisible(arn, context);
  if (accepted.includes(record.status)) return record;
  if (record.status === "DELETED" && context.settings.switches().deletedMutation === "ResourceNotFoundException") {
    throw notFound(arn);
  }
  throw invalidState(`Service cannot be ${participle} in the current state: ${record.status}.`);
}
