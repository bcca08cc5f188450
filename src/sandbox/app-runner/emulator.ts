import type { Clock } from "../../base/clock.ts";
import { MovableClock } from "../../base/movable-clock.ts";
import { seededRandom, type Random } from "../../base/random.ts";
import { EmulatorAdmin } from "./admin/admin.ts";
import { adminPath, answerAdmin } from "./admin/admin-http.ts";
import { CallLog } from "./front/call-log.ts";
import type { RecordedCall } from "./front/call-log.ts";
import { answerAws } from "./front/front.ts";
import { Injections } from "./front/injection.ts";
import { Throttle } from "./front/throttle.ts";
import { isUnderWay, loadRegions, saveRegions, type SavedAppRunner } from "./saving/saved-state.ts";
import { realDurations } from "./settings/durations.ts";
import type { Durations } from "./settings/durations.ts";
import { scaleDurations } from "./settings/settings.ts";
import type { Settings } from "./settings/settings.ts";
import { defaultSwitches } from "./settings/switches.ts";
import type { Switches } from "./settings/switches.ts";
import type { RegionState } from "./state/region-state.ts";
import { Regions } from "./state/regions.ts";

export interface AppRunnerEmulatorOptions {
  readonly clock: Clock;
  /** The source of ids; by default a reproducible one. */
  readonly random?: Random;
  /** By how much everything is faster than on AWS; by default 1. */
  readonly speed?: number;
  /** The account that every access key acts in; by default 111122223333. */
  readonly account?: string;
  /** Times at AWS's pace that differ from `realDurations`, in milliseconds. */
  readonly durations?: Partial<Durations>;
  /** Switches that differ from `defaultSwitches`. */
  readonly switches?: Partial<Switches>;
  /** How many calls are remembered; by default 10,000. */
  readonly callLogCapacity?: number;
  /** What it begins with, from another emulator's `save`; by default nothing. */
  readonly saved?: SavedAppRunner | undefined;
}

/** App Runner and STS, for trying things out. See docs/emulator.md. */
export interface AppRunnerEmulator {
  /**
   * Answers one HTTP request: AWS calls on `/`, the admin interface under `/_emulator`. State is per region of the
   * credential scope, and moves only when somebody looks: no timers run.
   * @throws {ConnectionDropped} when an injected fault says so.
   */
  handle(request: Request): Promise<Response>;
  /** The knobs, as the admin interface has them. */
  readonly admin: EmulatorAdmin;
  /** The AWS calls made, oldest first. */
  calls(): readonly RecordedCall[];
  /** All resources, to be written down before anything else happens. */
  save(): SavedAppRunner;
  /** Whether something is under way, so that time alone changes what `save` gives. */
  isUnderWay(): boolean;
}

export function createAppRunnerEmulator(options: AppRunnerEmulatorOptions): AppRunnerEmulator {
  const { clock, speed = 1 } = options;
  let switches: Switches = { ...defaultSwitches, ...options.switches };
  let durations: Durations = { ...realDurations, ...options.durations };
  const settings: Settings = {
    account: options.account ?? "111122223333",
    speed,
    random: options.random ?? seededRandom(1),
    durations: () => scaleDurations(durations, speed),
    switches: () => switches,
  };
  const parts = {
    clock,
    clientClock: clock instanceof MovableClock ? clock.base : clock,
    settings,
    regions: new Regions(),
    calls: new CallLog(options.callLogCapacity ?? 10_000),
    injections: new Injections(),
    throttle: new Throttle(settings),
  };
  if (options.saved !== undefined) loadRegions(parts.regions, options.saved, clock.nowMs());
  const regions = (): readonly RegionState[] => parts.regions.all(clock.nowMs(), settings.durations());
  const admin = new EmulatorAdmin({
    ...parts,
    setSwitches: (changed) => {
      switches = changed;
    },
    durations: () => durations,
    setDurations: (changed) => {
      durations = changed;
    },
  });
  return {
    handle: (request) => {
      const { pathname } = new URL(request.url);
      return pathname === adminPath || pathname.startsWith(`${adminPath}/`)
        ? answerAdmin(request, admin)
        : answerAws(request, parts);
    },
    admin,
    calls: () => admin.calls(),
    save: () => saveRegions(regions(), clock.nowMs()),
    isUnderWay: () => regions().some(isUnderWay),
  };
}
