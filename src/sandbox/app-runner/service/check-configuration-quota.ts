import type { CallContext } from "../state/call-context.ts";
import { Fault } from "../wire/fault.ts";

/** @throws {Fault} ServiceQuotaExceededException when one more would be too many. */
export function checkQuotaOf(what: string, count: number, quota: number, { settings }: CallContext): void {
  if (count < quota) return;
  throw new Fault(
    "ServiceQuotaExceededException",
    `The account has reached its quota of ${quota} ${what}.`,
    settings.switches().quotaHttpStatus,
  );
}
