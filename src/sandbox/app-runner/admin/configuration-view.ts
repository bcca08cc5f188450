import type { ConfigurationRecord, ConnectionRecord } from "../state/configuration-record.ts";

/** A configuration, a connector or a connection, as the admin interface shows it. */
export interface ConfigurationView {
  readonly arn: string;
  readonly type: ConfigurationRecord["type"];
  readonly name: string;
  readonly isDeleted: boolean;
  /** Of a connection alone. */
  readonly status?: ConnectionRecord["status"];
  readonly tags: Readonly<Record<string, string>>;
}

export function viewConfiguration(record: ConfigurationRecord): ConfigurationView {
  const { arn, type, name, deletedAtMs, tags } = record;
  return {
    arn,
    type,
    name,
    isDeleted: deletedAtMs !== undefined,
    ...(record.type === "connection" ? { status: record.status } : {}),
    tags: Object.fromEntries(tags),
  };
}
