/**
 * How long things take at AWS's real pace, in milliseconds. Users' event logs and the tests of other tools measured
 * them: creating from an image 3 to 5 minutes, from code 15 to 20, a create that fails 10 to 13, an update about 5, a
 * rollback 15 and more in total, pausing 1 to 2, deleting 2 to 3.
 */
export interface Durations {
  /** PENDING before IN_PROGRESS, in every operation. */
  readonly pending: number;
  readonly createFromImage: number;
  readonly createFromCode: number;
  readonly update: number;
  readonly deployment: number;
  readonly pause: number;
  readonly resume: number;
  readonly delete: number;
  /** An operation that ends in FAILED without a rollback. */
  readonly failure: number;
  /** Until ROLLBACK_IN_PROGRESS. */
  readonly rollbackStart: number;
  /** Until the rollback has ended, counted from the operation's start. */
  readonly rollback: number;
  readonly maintenance: number;
  /** How long a role ending in `/fresh` cannot be assumed, from the first attempt. */
  readonly rolePropagation: number;
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;

export const realDurations: Durations = {
  pending: 5 * secondMs,
  createFromImage: 4 * minuteMs,
  createFromCode: 16 * minuteMs,
  update: 5 * minuteMs,
  deployment: 4 * minuteMs,
  pause: 90 * secondMs,
  resume: 90 * secondMs,
  delete: 2.5 * minuteMs,
  failure: 12 * minuteMs,
  rollbackStart: 11 * minuteMs,
  rollback: 16 * minuteMs,
  maintenance: 4 * minuteMs,
  rolePropagation: minuteMs,
};
