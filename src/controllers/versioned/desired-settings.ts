import type { Drift } from "../../api/app-runner-service.ts";
import { hashOf } from "../../base/hash.ts";
import type { Json } from "../../base/json.ts";
import { stableJson } from "../../base/stable-json.ts";
import type { VersionedResource, Settings } from "./model.ts";
import type { PlanInput } from "./plan-input.ts";

/** What a version is to be like. */
export interface DesiredSettings {
  /** What it is to be made with. */
  readonly creation: Settings;
  /** What a version is held against; null: App Runner's own choice, which only a new version brings back. */
  readonly decided: ReadonlyMap<string, Json>;
}

/**
 * What the manifest names, and App Runner's default for what it named when it was applied last and names no more. What it
 * never named stays as it is in the live version.
 */
export function desiredSettings<Resource extends VersionedResource>(
  { model, resource, memory }: PlanInput<Resource>,
  live: Settings | undefined,
): DesiredSettings {
  const spec = model.specSettings(resource);
  const decided = new Map<string, Json>(spec);
  for (const path of memory.appliedFields ?? []) {
    if (!spec.has(path) && path !== model.extraField?.path) decided.set(path, model.defaults.get(path) ?? null);
  }
  const creation = new Map([...(live ?? []), ...decided].filter(([, value]) => value !== null));
  for (const [path, value] of decided) if (value === null) creation.delete(path);
  return { creation, decided };
}

/**
 * Equal as long as App Runner would be sent the same. Where each change is another version, that is what the manifest
 * names: the rest of a version is what the one before it had.
 */
export function hashToSend<Resource extends VersionedResource>(
  { model, resource }: PlanInput<Resource>,
  creation: Settings,
): string {
  return hashOf([[...(model.updateCall === undefined ? model.specSettings(resource) : creation)]]);
}

/** Where a live version is not as decided, as status shows it. */
export function settingsDrift(decided: ReadonlyMap<string, Json>, live: Settings): readonly Drift[] {
  return [...decided]
    .filter(([path, value]) => value === null || stableJson(value) !== stableJson(live.get(path) ?? null))
    .map(([path, value]) => ({ path, ...shown("desired", value), ...shown("actual", live.get(path)) }));
}

function shown(name: "desired" | "actual", value: Json | undefined): Partial<Drift> {
  if (value === undefined || value === null) return {};
  return { [name]: typeof value === "string" ? value : JSON.stringify(value) };
}

/** Equal as long as the manifest asks for the same; tells an edit from a foreign change. */
export function manifestHash<Resource extends VersionedResource>({ model, resource }: PlanInput<Resource>): string {
  const extra = model.extraField?.valueOf(resource);
  return hashOf([[...model.specSettings(resource)], resource.spec.tags, ...(extra === undefined ? [] : [extra])]);
}
