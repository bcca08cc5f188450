import { objectKey } from "../../kube/object-key.ts";
import type { ManagedResource } from "../engine/managed-resource.ts";
import type { VersionedMemory } from "./memory.ts";
import { isIdle } from "./rollout.ts";
import { usedArns } from "./users.ts";

/** How many services of one account may be changing to new versions at once, however many roll-outs there are. */
const maxChanging = 5;

/** What an object decided last about its roll-out, which the caches may not show yet. */
type Decided = Pick<VersionedMemory, "account" | "rollout" | "superseded">;

interface Waiting {
  readonly resource: ManagedResource;
  readonly account: string;
  /** The room that it had. */
  readonly had: number;
}

/** The room that all roll-outs of an account share, over kinds and namespaces. It may be lost: the statuses tell it again. */
export class RolloutRoom {
  readonly #objects: () => readonly ManagedResource[];
  /** By the object's uid. */
  readonly #decided = new Map<string, Decided>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #wakers = new Map<string, (key: string) => void>();

  /** @param objects all that the caches show. */
  constructor(objects: () => readonly ManagedResource[]) {
    this.#objects = objects;
  }

  /** How many services an object's own roll-out may have changing at once. */
  of({ metadata }: ManagedResource, account: string): number {
    const objects = this.#objects();
    const services = new Map(
      objects.flatMap((object) => (object.kind === "AppRunnerService" ? [[objectKey(object.metadata), object]] : [])),
    );
    const changing = new Set<string>();
    for (const other of objects) {
      if (other.metadata.uid === metadata.uid) continue;
      const decided: Decided = this.#decided.get(other.metadata.uid) ?? other.status ?? {};
      if (decided.account !== account) continue;
      for (const name of decided.rollout?.admitted ?? []) {
        const service = services.get(`${other.metadata.namespace}/${name}`);
        if (service !== undefined && isChanging(service, decided)) changing.add(service.metadata.uid);
      }
    }
    return Math.max(0, maxChanging - changing.size);
  }

  /** An object decided this while it had that much room: from now on it counts, whatever the caches show. */
  decide(resource: ManagedResource, decided: Decided, had: number): void {
    const { uid } = resource.metadata;
    this.#decided.set(uid, decided);
    this.#waiting.delete(uid);
    const { account, rollout } = decided;
    if (account === undefined || rollout?.waitsForRoom !== true || had >= maxChanging) return;
    this.#waiting.set(uid, { resource, account, had });
  }

  /** Whom to tell of keys of a kind whose roll-outs waited and have more room now. */
  onRoom(kind: string, wake: (key: string) => void): void {
    this.#wakers.set(kind, wake);
  }

  /** An object of any kind changed, or is gone. */
  changed({ metadata }: ManagedResource, isGone: boolean): void {
    if (isGone) {
      this.#decided.delete(metadata.uid);
      this.#waiting.delete(metadata.uid);
    }
    for (const [uid, { resource, account, had }] of this.#waiting) {
      if (this.of(resource, account) <= had) continue;
      this.#waiting.delete(uid);
      this.#wakers.get(resource.kind)?.(objectKey(resource.metadata));
    }
  }
}

/** It was asked to take the new version, and neither has it nor is held up. */
function isChanging(service: ManagedResource, { rollout, superseded = [] }: Decided): boolean {
  if (rollout === undefined || isIdle(service)) return false;
  const used = usedArns([service]);
  if (used.has(rollout.arn)) return service.status?.operation !== undefined;
  return superseded.some(({ arn }) => used.has(arn));
}
