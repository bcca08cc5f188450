import type { DomainRecord } from "../state/domain-record.ts";
import type { RegionState } from "../state/region-state.ts";
import type { ServiceRecord } from "../state/service-record.ts";

/**
 * Lets everything that was still to come at `fromMs` come `byMs` later, as if time had stood still for so long. What is
 * past keeps its time.
 */
export function standStill(region: RegionState, fromMs: number, byMs: number): void {
  for (const service of region.services) {
    standStillService(service, fromMs, byMs);
    service.domains.splice(0, Infinity, ...service.domains.map((domain) => postponed(domain, fromMs, byMs)));
  }
  for (const ingress of region.ingresses) {
    if (ingress.next !== undefined) ingress.next = { ...ingress.next, atMs: ingress.next.atMs + byMs };
  }
  for (const [role, seenAtMs] of region.rolesSeenAtMs) region.rolesSeenAtMs.set(role, seenAtMs + byMs);
}

function standStillService(service: ServiceRecord, fromMs: number, byMs: number): void {
  const { activity, formerUses } = service;
  if (activity !== undefined) {
    service.activity = { ...activity, steps: activity.steps.map((step) => ({ ...step, atMs: step.atMs + byMs })) };
  }
  if (service.heldSinceMs !== undefined) service.heldSinceMs += byMs;
  const uses = formerUses.map((use) => ({ ...use, untilMs: later(use.untilMs, fromMs, byMs) }));
  formerUses.splice(0, Infinity, ...uses);
}

function postponed(domain: DomainRecord, fromMs: number, byMs: number): DomainRecord {
  const { next, recordsAtMs, validatedAtMs } = domain;
  return {
    ...domain,
    recordsAtMs: later(recordsAtMs, fromMs, byMs),
    // The certificate is bound so long after that.
    ...(validatedAtMs === undefined ? {} : { validatedAtMs: validatedAtMs + byMs }),
    ...(next === undefined ? {} : { next: { ...next, atMs: next.atMs + byMs } }),
  };
}

function later(atMs: number, fromMs: number, byMs: number): number {
  return atMs > fromMs ? atMs + byMs : atMs;
}
