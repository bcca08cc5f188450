/** Every time that the engine waits for AWS's sake, in milliseconds, resolved once from the pace of App Runner. */
export interface Timings {
  /** How many times faster than AWS App Runner answers; every other member is divided by it already. */
  readonly speed: number;
  /** Between two looks at an operation in flight. */
  readonly pollMs: number;
  /** Until tags that were just set are read again. */
  readonly confirmMs: number;
  /** For how long a list of services may miss one that was just created. */
  readonly listLagMs: number;
  /** Between two looks at an operation that is stuck, or at maintenance by AWS. */
  readonly stuckPollMs: number;
  /** Until a call is made again that a person must first make possible: a quota, a permission, credentials, a role. */
  readonly blockedRetryMs: number;
  /** Between two attempts to delete what has been in use for long by something that the operator does not follow. */
  readonly releaseRetryMs: number;
  /** Until a request is sent again unchanged that App Runner refused as invalid. */
  readonly rejectedRetryMs: number;
  /** For how long a role that cannot be assumed is taken for one that was only just made. */
  readonly roleGraceMs: number;
  /** Between two calls while a role is expected to become usable. */
  readonly roleRetryMs: number;
  /** Between the attempts to create a service whose creation failed: the first, and the longest. */
  readonly recreateMinMs: number;
  readonly recreateMaxMs: number;
  /** Until the deletion of a service is tried again that App Runner failed to delete. */
  readonly deleteRetryMs: number;
  /** How often a service is read in full when the manifest does not say. */
  readonly deepReadMs: number;
  /** How often an object of another API that is kept beside one of ours is looked at. */
  readonly companionMs: number;
  /** How often the use of an account is counted. */
  readonly usageIntervalMs: number;
  /** After how long an operation counts as stuck. */
  readonly deadlines: Deadlines;
}

interface Deadlines {
  readonly createFromImageMs: number;
  readonly createFromCodeMs: number;
  readonly changeFromImageMs: number;
  readonly changeFromCodeMs: number;
  readonly maintenanceMs: number;
  readonly otherMs: number;
}

const second = 1000;
const minute = 60 * second;

/** @param speed how many times faster than AWS's App Runner answers: 1 for AWS, more for an emulator. */
export function resolveTimings(speed: number): Timings {
  return {
    speed,
    pollMs: (13 * second) / speed,
    confirmMs: (3 * second) / speed,
    listLagMs: minute / speed,
    stuckPollMs: minute / speed,
    blockedRetryMs: (5 * minute) / speed,
    releaseRetryMs: (60 * minute) / speed,
    rejectedRetryMs: (60 * minute) / speed,
    roleGraceMs: (5 * minute) / speed,
    roleRetryMs: (15 * second) / speed,
    recreateMinMs: minute / speed,
    recreateMaxMs: (30 * minute) / speed,
    deleteRetryMs: (5 * minute) / speed,
    deepReadMs: (360 * minute) / speed,
    companionMs: (10 * minute) / speed,
    usageIntervalMs: (60 * minute) / speed,
    deadlines: {
      createFromImageMs: (25 * minute) / speed,
      createFromCodeMs: (45 * minute) / speed,
      changeFromImageMs: (45 * minute) / speed,
      changeFromCodeMs: (60 * minute) / speed,
      maintenanceMs: (30 * minute) / speed,
      otherMs: (20 * minute) / speed,
    },
  };
}
