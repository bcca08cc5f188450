import { RegionState } from "../state/region-state.ts";
import type { Regions } from "../state/regions.ts";
import { loadRegion, type SavedRegion, saveRegion } from "./saved-region.ts";
import { standStill } from "./stand-still.ts";

/** All that App Runner has, as JSON; neither calls nor faults nor settings. It holds variables as they were sent. */
export interface SavedAppRunner {
  /** When that was, by the emulator's clock. */
  readonly nowMs: number;
  readonly regions: readonly SavedRegion[];
}

/** What `regions` are now; to be written down before anything else happens to them. */
export function saveRegions(regions: readonly RegionState[], nowMs: number): SavedAppRunner {
  return { nowMs, regions: regions.map(saveRegion) };
}

/**
 * Puts what was saved in the place of all that is there. What was under way goes on where it stood: the time since then
 * does not count for it.
 */
export function loadRegions(regions: Regions, saved: SavedAppRunner, nowMs: number): void {
  regions.replace(
    saved.regions.map((each) => {
      const region = new RegionState(each.account, each.region);
      loadRegion(region, each);
      standStill(region, saved.nowMs, nowMs - saved.nowMs);
      return region;
    }),
  );
}

/** Whether time changes something in a region, without anybody calling. */
export function isUnderWay({ services, ingresses }: RegionState): boolean {
  return (
    services.some(
      ({ activity, heldSinceMs, domains }) =>
        (activity !== undefined && heldSinceMs === undefined) || domains.some(({ next }) => next !== undefined),
    ) || ingresses.some(({ next }) => next !== undefined)
  );
}
