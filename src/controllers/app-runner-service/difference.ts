import type { Place } from "../../aws/port.ts";
import type { Json } from "../../base/json.ts";
import { stableJson } from "../../base/stable-json.ts";
import type { Leaf, LeafValues } from "./leaf.ts";
import { leaves } from "./leaves.ts";
import { isDropped } from "./meaningless.ts";

/** A setting that is not as it should be. */
export interface Difference {
  readonly leaf: Leaf;
  /** Undefined: no value. */
  readonly desired: Json | undefined;
  readonly actual: Json | undefined;
}

/**
 * The settings in which a service differs from what is desired, after normalisation: an absent setting equals its
 * default, an empty map equals none, and equivalent spellings are equal.
 */
export function differences(desired: LeafValues, live: LeafValues, place: Place): readonly Difference[] {
  const found: Difference[] = [];
  for (const leaf of leaves) {
    if (!isCompared(leaf, desired)) continue;
    const wanted = desired.get(leaf.path) ?? leaf.fallback;
    const actual = live.get(leaf.path) ?? leaf.fallback;
    if (!isSame(leaf, wanted, actual, place)) found.push({ leaf, desired: wanted, actual });
  }
  return found;
}

/** Settings of the other sort of source are not compared, nor what App Runner ignores beside another setting. */
function isCompared(leaf: Leaf, desired: LeafValues): boolean {
  if (isDropped(leaf.path, desired)) return false;
  // A path is shown beside a TCP check, too, and means nothing there.
  if (leaf.path === "healthCheckConfiguration.path" && desired.get("healthCheckConfiguration.protocol") !== "HTTP") {
    return false;
  }
  if (leaf.path.startsWith("sourceConfiguration.codeRepository.")) {
    return desired.has("sourceConfiguration.codeRepository.repositoryUrl");
  }
  if (leaf.path.startsWith("sourceConfiguration.imageRepository.")) {
    return desired.has("sourceConfiguration.imageRepository.imageIdentifier");
  }
  return true;
}

function isSame(leaf: Leaf, wanted: Json | undefined, actual: Json | undefined, place: Place): boolean {
  if (wanted === undefined || actual === undefined) return wanted === actual;
  return stableJson(wanted) === stableJson(actual) || (leaf.satisfies?.(wanted, actual, place) ?? false);
}
