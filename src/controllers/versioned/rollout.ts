import type { Condition } from "../../api/app-runner-service.ts";
import type { ManagedResource } from "../engine/managed-resource.ts";
import type { Rollout } from "./memory.ts";

/** A service that refers to the object, and the version that it uses. */
export interface RolloutUser {
  readonly resource: ManagedResource;
  readonly usedArn: string | undefined;
}

/** The version that the services are to have, and those that they come from. */
export interface RolloutTarget {
  readonly arn: string;
  readonly others: ReadonlySet<string>;
  /** How many of its services may be changing at once. */
  readonly room: number;
  /** What was decided before; undefined: nothing. */
  readonly known: Rollout | undefined;
  readonly nowMs: number;
}

/** How far a roll-out is. */
interface RolloutStep {
  readonly rollout: Rollout;
  /** Services change, or can. When they do not, all that are left are those that cannot change now. */
  readonly isMoving: boolean;
  /** The names of the services that have an earlier version. */
  readonly left: readonly string[];
  /** The names of those that have the new one. */
  readonly taken: readonly string[];
}

/**
 * Who may have the new version. One service goes first; when its change succeeded, the others follow, a few at a time.
 * Those that cannot change now (paused, suspended, or stalled before) are waited for by nobody and come
 * last. A service that fails to take it stops the roll-out until its failure is cleared. Undefined: all have it.
 */
export function planRollout(users: readonly RolloutUser[], target: RolloutTarget): RolloutStep | undefined {
  const { arn, others, room, nowMs } = target;
  const concerned = users.filter(
    ({ resource: { metadata, spec } }) =>
      metadata.deletionTimestamp === undefined && spec.managementPolicy !== "Observe",
  );
  const behind = concerned.filter(({ usedArn }) => usedArn !== undefined && others.has(usedArn));
  if (behind.length === 0) return undefined;
  const left = namesOf(behind);
  const taken = namesOf(concerned.filter(({ usedArn }) => usedArn === arn));
  const known = target.known?.arn === arn ? target.known : undefined;
  const startedAt = known?.startedAt ?? new Date(nowMs).toISOString();
  const admitted = new Set(known?.admitted);
  const failed = behind.find(({ resource }) => admitted.has(nameOf(resource)) && failedSince(resource, startedAt));
  const rollout = { arn, startedAt, admitted: inOrder(admitted) };
  if (failed !== undefined) {
    return { rollout: { ...rollout, failedService: nameOf(failed.resource) }, isMoving: false, left, taken };
  }
  const changing = concerned.filter((user) => admitted.has(nameOf(user.resource)) && isChanging(user, arn));
  const waiting = behind.filter(({ resource }) => !admitted.has(nameOf(resource)));
  const able = waiting.filter(({ resource }) => !isIdle(resource));
  const hasSucceeded = concerned.some((user) => admitted.has(nameOf(user.resource)) && hasTaken(user, arn));
  const mayChange = hasSucceeded ? able.length : changing.length === 0 ? Math.min(1, able.length) : 0;
  const free = Math.max(0, room - changing.length);
  const next = able.length > 0 ? able.slice(0, Math.min(mayChange, free)) : changing.length === 0 ? waiting : [];
  for (const { resource } of next) admitted.add(nameOf(resource));
  const waitsForRoom = mayChange > free;
  const isMoving = changing.length > 0 || able.length > 0;
  return {
    rollout: { ...rollout, admitted: inOrder(admitted), ...(waitsForRoom && { waitsForRoom }) },
    isMoving,
    left,
    taken,
  };
}

/** Which version a service gets that refers to the object. */
export function admittedVersion(
  configuration: {
    readonly arn: string;
    readonly superseded: readonly { readonly arn: string }[];
    readonly rollout?: Rollout | undefined;
  },
  service: { readonly name: string; readonly usedArn: string | undefined },
): string {
  const { arn, superseded, rollout } = configuration;
  const { name, usedArn } = service;
  const waits = rollout !== undefined && rollout.arn === arn && !rollout.admitted.includes(name);
  return waits && usedArn !== undefined && superseded.some((other) => other.arn === usedArn) ? usedArn : arn;
}

function nameOf({ metadata }: ManagedResource): string {
  return metadata.name;
}

function namesOf(users: readonly RolloutUser[]): readonly string[] {
  return users.map(({ resource }) => nameOf(resource));
}

function inOrder(names: ReadonlySet<string>): readonly string[] {
  return [...names].toSorted();
}

function hasTaken({ resource, usedArn }: RolloutUser, arn: string): boolean {
  return usedArn === arn && resource.status?.operation === undefined;
}

/** Admitted, and neither done nor idle. */
function isChanging(user: RolloutUser, arn: string): boolean {
  return !hasTaken(user, arn) && !isIdle(user.resource);
}

/** It takes nothing over at present. */
export function isIdle({ spec, status }: ManagedResource): boolean {
  const isStopped = status?.failure !== undefined || stallOf(status) !== undefined;
  return spec.suspend === true || status?.serviceStatus === "PAUSED" || isStopped;
}

/** App Runner failed to apply, or refused, what the service was to become. Other stalls are of the service's own. */
function failedSince({ status }: ManagedResource, startedAt: string): boolean {
  const stall = stallOf(status);
  const refusedAt = stall?.reason === "Rejected" ? stall.lastTransitionTime : undefined;
  return [status?.failure?.failedAt, refusedAt].some(
    // Kubernetes writes times without their milliseconds.
    (at) => at !== undefined && Date.parse(at) >= Math.floor(Date.parse(startedAt) / 1000) * 1000,
  );
}

function stallOf(status: ManagedResource["status"]): Condition | undefined {
  return status?.conditions?.find(({ type, status: is }) => type === "Stalled" && is === "True");
}
