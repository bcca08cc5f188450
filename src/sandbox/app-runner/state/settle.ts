import type { Step } from "./activity.ts";
import type { OperationRecord, ServiceRecord } from "./service-record.ts";

const finished: ReadonlySet<string> = new Set(["SUCCEEDED", "FAILED", "ROLLBACK_SUCCEEDED", "ROLLBACK_FAILED"]);

/** Lets everything happen to the service that is due by `nowMs`. While it is held, time stands still for it. */
export function settle(record: ServiceRecord, nowMs: number): void {
  const { activity } = record;
  if (activity === undefined) return;
  const untilMs = Math.min(nowMs, record.heldSinceMs ?? nowMs);
  const due = activity.steps.filter((step) => step.atMs <= untilMs);
  for (const step of due) apply(record, activity.operation, step);
  if (due.length === activity.steps.length) delete record.activity;
  else if (due.length > 0) record.activity = { ...activity, steps: activity.steps.slice(due.length) };
}

function apply(record: ServiceRecord, operation: OperationRecord | undefined, step: Step): void {
  if (operation !== undefined && step.operation !== undefined) {
    operation.status = step.operation;
    operation.updatedAtMs = step.atMs;
    if (finished.has(step.operation)) operation.endedAtMs = step.atMs;
  }
  if (step.service === undefined) return;
  record.status = step.service.status;
  record.configuration = step.service.configuration ?? record.configuration;
  if (record.status === "DELETED") record.deletedAtMs = step.atMs;
  if (record.status === "DELETE_FAILED") record.failedDeletions += 1;
}

/** Stops the service's time, or lets it go on where it stood. */
export function hold(record: ServiceRecord, held: boolean, nowMs: number): void {
  if (held) {
    record.heldSinceMs ??= nowMs;
    return;
  }
  if (record.heldSinceMs === undefined) return;
  const stoodMs = nowMs - record.heldSinceMs;
  delete record.heldSinceMs;
  if (record.activity === undefined) return;
  record.activity = {
    ...record.activity,
    steps: record.activity.steps.map((step) => ({ ...step, atMs: step.atMs + stoodMs })),
  };
}
