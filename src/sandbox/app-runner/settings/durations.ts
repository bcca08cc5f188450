import { integer, structure } from "../constraints/shape.ts";
import type { Infer } from "../constraints/shape.ts";

const milliseconds = integer(0);

/** How long things take, in milliseconds at AWS's real pace. docs/emulator.md tells each of them. */
const durationsShape = structure(
  {
    /** PENDING before IN_PROGRESS, in every operation. */
    pending: milliseconds,
    createFromImage: milliseconds,
    createFromCode: milliseconds,
    update: milliseconds,
    deployment: milliseconds,
    pause: milliseconds,
    resume: milliseconds,
    delete: milliseconds,
    /** An operation that ends in FAILED without a rollback. */
    failure: milliseconds,
    /** Until ROLLBACK_IN_PROGRESS. */
    rollbackStart: milliseconds,
    /** Until the rollback has ended, counted from the operation's start. */
    rollback: milliseconds,
    maintenance: milliseconds,
    /** How long a role ending in `/fresh` cannot be assumed, from the first attempt. */
    rolePropagation: milliseconds,
    /** For how long what a service used counts as used after the service left it or was deleted. */
    lateRelease: milliseconds,
    /** Making, changing or deleting a VPC ingress connection. */
    vpcIngress: milliseconds,
    /** Until a custom domain's validation records show. */
    domainRecords: milliseconds,
    /** From a custom domain's validation until it is active. */
    domainBinding: milliseconds,
    domainRemoval: milliseconds,
  },
  {},
);

/** Some of the durations, as somebody sets them. */
export const durationChangesShape = structure({}, durationsShape.required);

export type Durations = Infer<typeof durationsShape>;

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/**
 * Users' event logs and the tests of other tools measured them: creating from an image 3 to 5 minutes, from code 15 to
 * 20, a create that fails 10 to 13, an update about 5, a rollback 15 and more in total, pausing 1 to 2, deleting 2 to 3.
 */
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
  lateRelease: 2 * minuteMs,
  vpcIngress: 3 * minuteMs,
  domainRecords: 10 * secondMs,
  domainBinding: 5 * minuteMs,
  domainRemoval: minuteMs,
};
