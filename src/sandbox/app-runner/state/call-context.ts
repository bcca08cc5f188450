import type { Settings } from "../settings/settings.ts";
import type { RegionState } from "./region-state.ts";

/** What a handler works on: the caller's account and region, brought up to `nowMs`. */
export interface CallContext {
  readonly nowMs: number;
  readonly region: RegionState;
  readonly settings: Settings;
}
