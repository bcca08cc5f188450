import type { Random } from "../../../base/random.ts";
import type { Durations } from "./durations.ts";
import type { Switches } from "./switches.ts";

/** The emulator's options, compiled. */
export interface Settings {
  /** The account of every access key that nothing else is known of. */
  readonly account: string;
  /** By how much every wait is shorter than on AWS. */
  readonly speed: number;
  readonly random: Random;
  /** Those of now, since the admin interface changes them; already divided by the speed. */
  readonly durations: () => Durations;
  /** Those of now: the admin interface changes them. */
  readonly switches: () => Switches;
}

/** `durations` at a pace `speed` times that of AWS. */
export function scaleDurations(durations: Durations, speed: number): Durations {
  const scaled = (ms: number): number => ms / speed;
  return {
    pending: scaled(durations.pending),
    createFromImage: scaled(durations.createFromImage),
    createFromCode: scaled(durations.createFromCode),
    update: scaled(durations.update),
    deployment: scaled(durations.deployment),
    pause: scaled(durations.pause),
    resume: scaled(durations.resume),
    delete: scaled(durations.delete),
    failure: scaled(durations.failure),
    rollbackStart: scaled(durations.rollbackStart),
    rollback: scaled(durations.rollback),
    maintenance: scaled(durations.maintenance),
    rolePropagation: scaled(durations.rolePropagation),
    lateRelease: scaled(durations.lateRelease),
    vpcIngress: scaled(durations.vpcIngress),
    domainRecords: scaled(durations.domainRecords),
    domainBinding: scaled(durations.domainBinding),
    domainRemoval: scaled(durations.domainRemoval),
  };
}
