import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import { type Reason, type ReasonRow, reasons } from "../../src/controllers/engine/reasons.ts";
import { type Kstatus, kstatusOf } from "./kstatus.ts";

/**
 * What differs between an object and the row of its reason.
 *
 * @param before the object before; undefined: it had no status.
 */
export function tableFaults(reason: Reason, object: ManagedResource, before: ManagedResource | undefined): string[] {
  const row: ReasonRow = reasons[reason];
  const conditions = object.status?.conditions ?? [];
  const said = (type: string): string | undefined => conditions.find((condition) => condition.type === type)?.status;
  const faults: string[] = [];
  const expectSame = (what: string, is: unknown, wanted: unknown): void => {
    if (is !== wanted) faults.push(`${what} is ${String(is)} instead of ${String(wanted)}`);
  };
  expectSame("Synced", said("Synced"), row.synced);
  if (row.ready === "unchanged") {
    const kept = readyOf(before) ?? { status: "Unknown", reason };
    expectSame("Ready", said("Ready"), kept.status);
    expectSame("Ready's reason", readyOf(object)?.reason, kept.reason);
  } else {
    expectSame("Ready", said("Ready"), row.ready);
    expectSame("Ready's reason", readyOf(object)?.reason, reason);
    expectSame("observedGeneration", object.status?.observedGeneration, object.metadata.generation);
    expectSame("Reconciling", said("Reconciling"), row.progress === "Reconciling" ? "True" : undefined);
    expectSame("Stalled", said("Stalled"), row.progress === "Stalled" ? "True" : undefined);
    if (object.metadata.deletionTimestamp === undefined) expectSame("kstatus", kstatusOf(object), kstatusByRow(row));
  }
  if (row.synced === "False")
    expectSame("Synced's reason", conditions.find(({ type }) => type === "Synced")?.reason, reason);
  return faults;
}

function kstatusByRow(row: ReasonRow): Kstatus {
  if (row.progress === "Stalled") return "Failed";
  return row.progress === "Reconciling" ? "InProgress" : "Current";
}

function readyOf(
  object: ManagedResource | undefined,
): { readonly status: string; readonly reason: string } | undefined {
  return object?.status?.conditions?.find(({ type }) => type === "Ready");
}
