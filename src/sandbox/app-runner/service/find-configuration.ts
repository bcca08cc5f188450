import type { CallContext } from "../state/call-context.ts";
import type { ConfigurationRecord, RevisionedRecord } from "../state/configuration-record.ts";

/** The records of one type, the newest first, deleted ones included. */
export function recordsOf<Type extends ConfigurationRecord["type"]>(
  type: Type,
  { region }: Pick<CallContext, "region">,
): readonly Extract<ConfigurationRecord, { readonly type: Type }>[] {
  const isOfType = (record: ConfigurationRecord): record is Extract<ConfigurationRecord, { readonly type: Type }> =>
    record.type === type;
  return region.configurations.filter(isOfType).toReversed();
}

/** Whether it was not deleted. */
export function isActive(record: ConfigurationRecord): boolean {
  return record.deletedAtMs === undefined;
}

/** What an ARN names that may stop at the name (the latest active revision) or at the revision. */
export function findRevision<Record extends RevisionedRecord>(
  records: readonly Record[],
  arn: string,
): Record | undefined {
  const exact = records.find((record) => record.arn === arn);
  if (exact !== undefined) return exact;
  const begins = records.filter((record) => record.arn.startsWith(`${arn}/`));
  return begins.filter(isActive).toSorted((left, right) => right.revision - left.revision)[0] ?? begins[0];
}

/** Whether an ARN stops at the name. */
export function isNameOnly(arn: string): boolean {
  return arn.split("/").length === 2;
}

/** The revision of the next one of that name: one above the highest that is active. */
export function nextRevision(records: readonly RevisionedRecord[], name: string): number {
  const active = records.filter((record) => record.name === name && isActive(record));
  return Math.max(0, ...active.map(({ revision }) => revision)) + 1;
}
