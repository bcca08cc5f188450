import { RegionState } from "./region-state.ts";

/** All state of the emulator, by account and region. */
export class Regions {
  readonly #regions = new Map<string, RegionState>();

  get(account: string, region: string): RegionState {
    const key = `${account}/${region}`;
    const known = this.#regions.get(key);
    if (known !== undefined) return known;
    const created = new RegionState(account, region);
    this.#regions.set(key, created);
    return created;
  }

  all(nowMs: number, durations: Parameters<RegionState["settle"]>[1]): readonly RegionState[] {
    const regions = [...this.#regions.values()];
    for (const region of regions) region.settle(nowMs, durations);
    return regions;
  }

  /** Puts these in the place of all there are. */
  replace(regions: readonly RegionState[]): void {
    this.#regions.clear();
    for (const region of regions) this.#regions.set(`${region.account}/${region.region}`, region);
  }

  clear(): void {
    this.#regions.clear();
  }
}
