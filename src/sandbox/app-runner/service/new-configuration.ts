import type { TagList } from "../constraints/shapes.ts";
import type { CallContext } from "../state/call-context.ts";
import type { ConfigurationRecord, RevisionedType } from "../state/configuration-record.ts";
import { hexId } from "../state/ids.ts";
import { invalidRequest } from "../wire/fault.ts";
import { isActive, nextRevision, recordsOf } from "./find-configuration.ts";
import { checkQuotaOf } from "./check-configuration-quota.ts";
import { mergeTags } from "./tags.ts";

/** The members that every new resource has. */
export function newResource(
  path: string,
  name: string,
  tags: TagList | undefined,
  { region, nowMs, settings }: CallContext,
): Pick<ConfigurationRecord, "arn" | "name" | "createdAtMs" | "tags"> {
  return {
    arn: region.arnOf(`${path}/${hexId(settings.random)}`),
    name,
    createdAtMs: nowMs,
    tags: new Map(mergeTags(new Map(), tags ?? [])),
  };
}

/**
 * The revision that a new configuration of that name gets.
 * @throws {Fault} for the reserved name, and at the quotas of names and of revisions.
 */
export function revisionFor(
  type: RevisionedType,
  name: string,
  quotas: { readonly names: number; readonly revisions: number },
  context: CallContext,
): number {
  if (name === "DefaultConfiguration") {
    throw invalidRequest("The configuration name DefaultConfiguration is reserved.");
  }
  const records = recordsOf(type, context);
  const active = records.filter((record) => isActive(record) && record.name !== "DefaultConfiguration");
  const names = new Set(active.map((record) => record.name));
  if (!names.has(name)) checkQuotaOf(`configurations in this Region`, names.size, quotas.names, context);
  const revisions = active.filter((record) => record.name === name);
  checkQuotaOf(`revisions of the configuration ${name}`, revisions.length, quotas.revisions, context);
  return nextRevision(records, name);
}
