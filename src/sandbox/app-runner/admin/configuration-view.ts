import type { ConfigurationRecord } from "../state/configuration-record.ts";

/** A configuration, a connector or a connection, as the admin interface shows it. */
export interface ConfigurationView {
  readonly arn: string;
  readonly type: ConfigurationRecord["type"];
  readonly name: string;
  readonly isDeleted: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export function viewConfiguration({ arn, type, name, deletedAtMs, tags }: ConfigurationRecord): ConfigurationView {
  return { arn, type, name, isDeleted: deletedAtMs !== undefined, tags: Object.fromEntries(tags) };
}
