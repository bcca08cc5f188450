import type { Activity } from "../state/activity.ts";
import type { ConfigurationRecord } from "../state/configuration-record.ts";
import type { IngressRecord } from "../state/ingress-record.ts";
import type { RegionState } from "../state/region-state.ts";
import type { OperationRecord, ServiceRecord } from "../state/service-record.ts";

/** A Map or a Set as JSON, in the order of insertion. */
type Pairs<Value> = readonly (readonly [key: string, value: Value])[];

/** A record whose tags are pairs. */
type WithPairs<Tagged> = Tagged extends { readonly tags: unknown }
  ? Omit<Tagged, "tags"> & { readonly tags: Pairs<string> }
  : never;

/** A service; what it is busy with names its operation by id. */
type SavedService = Omit<WithPairs<ServiceRecord>, "activity"> & {
  readonly activity?: Omit<Activity, "operation"> & { readonly operation?: string };
};

/** What a region consists of: its members, without what they make possible. */
type Members = {
  readonly [
    Name in keyof RegionState as RegionState[Name] extends (...args: never[]) => unknown
      ? never
      : Name extends "existing"
        ? never
        : Name
  ]: unknown;
};

/** An account's region as JSON, every member of `RegionState` in it. Times are in milliseconds since the epoch. */
export interface SavedRegion extends Members {
  readonly account: string;
  readonly region: string;
  readonly services: readonly SavedService[];
  readonly deletedRows: RegionState["deletedRows"];
  readonly configurations: readonly WithPairs<ConfigurationRecord>[];
  readonly ingresses: readonly WithPairs<IngressRecord>[];
  readonly validatedDomains: readonly string[];
  readonly defaultAutoScalingArn: string;
  readonly rolesSeenAtMs: Pairs<number>;
  readonly pushedImages: readonly string[];
  readonly lostReplies: readonly string[];
}

/** The region as it is now. It shares the records' parts, so it is to be written down before anything happens. */
export function saveRegion(region: RegionState): SavedRegion {
  return {
    account: region.account,
    region: region.region,
    services: region.services.map(saveService),
    deletedRows: region.deletedRows,
    configurations: region.configurations.map(withPairs),
    ingresses: region.ingresses.map(withPairs),
    validatedDomains: [...region.validatedDomains],
    defaultAutoScalingArn: region.defaultAutoScalingArn,
    rolesSeenAtMs: [...region.rolesSeenAtMs],
    pushedImages: [...region.pushedImages],
    lostReplies: [...region.lostReplies],
  };
}

/** Puts what was saved in the place of what the region has, its built-in configurations included. */
export function loadRegion(region: RegionState, saved: SavedRegion): void {
  region.services.splice(0, Infinity, ...saved.services.map(loadService));
  region.deletedRows.splice(0, Infinity, ...saved.deletedRows);
  region.configurations.splice(0, Infinity, ...saved.configurations.map(withMap<ConfigurationRecord>));
  region.ingresses.splice(0, Infinity, ...saved.ingresses.map(withMap<IngressRecord>));
  region.defaultAutoScalingArn = saved.defaultAutoScalingArn;
  for (const domain of saved.validatedDomains) region.validatedDomains.add(domain);
  for (const [role, seenAtMs] of saved.rolesSeenAtMs) region.rolesSeenAtMs.set(role, seenAtMs);
  for (const image of saved.pushedImages) region.pushedImages.add(image);
  for (const name of saved.lostReplies) region.lostReplies.add(name);
}

function saveService({ activity, ...record }: ServiceRecord): SavedService {
  if (activity === undefined) return withPairs(record);
  const { operation, ...rest } = activity;
  return {
    ...withPairs(record),
    activity: { ...rest, ...(operation === undefined ? {} : { operation: operation.id }) },
  };
}

function loadService({ activity, ...saved }: SavedService): ServiceRecord {
  const record: ServiceRecord = withMap<ServiceRecord>(saved);
  if (activity === undefined) return record;
  const { operation: id, ...rest } = activity;
  return { ...record, activity: { ...rest, ...(id === undefined ? {} : { operation: operationOf(record, id) }) } };
}

/** The operation of the list itself, since its status is told there too. */
function operationOf({ name, operations }: ServiceRecord, id: string): OperationRecord {
  const found = operations.find((operation) => operation.id === id);
  if (found === undefined)
    throw new Error(`the service ${name} is busy with the operation ${id}, which it does not have`);
  return found;
}

function withPairs<Tagged extends { readonly tags: Map<string, string> }>(record: Tagged): WithPairs<Tagged> {
  return { ...record, tags: [...record.tags] } as unknown as WithPairs<Tagged>;
}

function withMap<Tagged extends { readonly tags: Map<string, string> }>(saved: {
  readonly tags: Pairs<string>;
}): Tagged {
  return { ...saved, tags: new Map(saved.tags) } as unknown as Tagged;
}
