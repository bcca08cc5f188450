import { scrub } from "../../aws/scrub.ts";
import { hashOf } from "../../base/hash.ts";
import { jitter, type Random } from "../../base/random.ts";
import type { KubeClient } from "../../kube/client.ts";
import { isConflict, isNotFound, KubeApiError, KubeTransportError } from "../../kube/kube-error.ts";
import type { ReconcileContext, Result } from "../../kube/controller-options.ts";
import { whenAborted } from "../../kube/wait.ts";
import type { Store } from "../../kube/store.ts";
import { accountClaim } from "./account-claim.ts";
import { ourPrefix } from "./ownership.ts";
import { relatedDigest } from "./related-digest.ts";
import type { Related, Relations } from "./relations.ts";
import type { ManagedResource } from "./managed-resource.ts";
import { NotLeaderError } from "./not-leader-error.ts";
import { Pass } from "./pass.ts";
import type { PassContext } from "./pass-context.ts";
import type { PassEnd } from "./pass-end.ts";

/** What is known about an object between two passes. It may be lost at any time: the next pass then looks at all. */
interface PassRecord {
  /** What the last pass was made on; a pass is due when this changes. */
  trigger?: string;
  /** By the monotonic clock. */
  dueMs: number;
  /** A pass is due whatever the object shows: the fleet sweep, or another object, has news for it. */
  dirty: boolean;
  /** Versions of the object that our own writes made obsolete, and that the cache may still show. */
  superseded: ReadonlySet<string>;
  /** Whether a pass has come to its end. */
  hasLooked: boolean;
  failures: number;
  roleFailingSinceMs: number | undefined;
  /** Since when a pass is due that waits for what the object refers to. */
  heldSinceMs?: number;
}

/** For so long a pass waits for what the object refers to; that one's controller may be at fault. */
const maxHoldMs = 3000;

export interface ReconcilerOptions<
  Resource extends ManagedResource,
  Memory extends object,
  Observation extends object,
> extends PassContext<Resource, Memory, Observation> {
  readonly store: Store<Resource>;
  readonly client: KubeClient;
  readonly random: Random;
  readonly relations: Relations;
}

/**
 * Decides whether a key needs a pass at all, so that our own status writes, and changes that do not concern us, cost no
 * call to AWS; and sees to it that a pass is never made on a version of the object that is known to be old.
 */
export class Reconciler<Resource extends ManagedResource, Memory extends object, Observation extends object> {
  readonly #options: ReconcilerOptions<Resource, Memory, Observation>;
  readonly #records = new Map<string, PassRecord>();
  /** Several objects may watch, or claim, one service. */
  readonly #keysByArn = new Map<string, Set<string>>();

  constructor(options: ReconcilerOptions<Resource, Memory, Observation>) {
    this.#options = options;
  }

  /** Reconciles the object of that key, `namespace/name`. */
  async reconcile(key: string, { signal }: Pick<ReconcileContext, "signal">): Promise<Result> {
    const cached = this.#options.store.get(key);
    if (cached === undefined) {
      this.#forget(key);
      return {};
    }
    const record = this.#recordOf(cached);
    const isStale = record.superseded.has(cached.metadata.resourceVersion);
    if (!isStale) record.superseded = new Set();
    const nowMs = this.#options.clock.monotonicMs();
    const { kind, relations } = this.#options;
    const unknown = relations.known(cached, kind.references(cached));
    if (unknown !== undefined) await Promise.race([unknown, whenAborted(signal)]);
    const related = relations.around(kind.type.kind, cached, kind.references(cached));
    const isChanged = !isStale && this.#triggerOf(cached, related) !== record.trigger;
    if (!isChanged && !record.dirty && nowMs < record.dueMs) return requeueAt(record.dueMs, nowMs);
    const holdMs = this.#holdMs(record, cached);
    if (holdMs > 0) return { requeueAfterMs: holdMs };
    const resource = isStale ? await this.#readFresh(cached) : cached;
    if (resource === undefined) return {};
    record.dirty = false;
    const known = isStale ? [cached.metadata.resourceVersion] : [];
    return this.#pass(key, resource, { record, known, related, signal });
  }

  /**
   * For how long a pass still has to wait until the latest edits of what the object refers to were looked at: edits that come
   * together are to reach App Runner in one call, since each of them starts new instances. It is woken when they are.
   */
  #holdMs(record: PassRecord, resource: Resource): number {
    const { kind, relations } = this.#options;
    const references = resource.metadata.deletionTimestamp === undefined ? kind.references(resource) : [];
    const related = relations.around(kind.type.kind, resource, references);
    if (!references.some((reference) => isUnseen(related.target(reference)))) {
      delete record.heldSinceMs;
      return 0;
    }
    const nowMs = this.#options.clock.monotonicMs();
    record.heldSinceMs ??= nowMs;
    return record.heldSinceMs + maxHoldMs - nowMs;
  }

  /** The fleet sweep saw a service change. Returns the keys to reconcile: those of ours to whom it is new. */
  noticeFlip(arn: string, status: string | undefined): readonly string[] {
    return [...(this.#keysByArn.get(arn) ?? [])].filter((key) => {
      const resource = this.#options.store.get(key);
      if (resource === undefined || (status !== undefined && status === resource.status?.serviceStatus)) return false;
      this.#recordOf(resource).dirty = true;
      return true;
    });
  }

  /** The next look at that key, which is returned, is a pass. */
  expectNews(key: string): string {
    const resource = this.#options.store.get(key);
    if (resource !== undefined) this.#recordOf(resource).dirty = true;
    return key;
  }

  /** @param about.known versions that are known to be obsolete. */
  async #pass(
    key: string,
    resource: Resource,
    about: {
      readonly record: PassRecord;
      readonly known: readonly string[];
      readonly related: Related;
      readonly signal: AbortSignal;
    },
  ): Promise<Result> {
    const { record, known, related, signal } = about;
    const { clock, random, observer } = this.#options;
    const nowMs = clock.monotonicMs();
    const roleFailingMs = record.roleFailingSinceMs === undefined ? 0 : nowMs - record.roleFailingSinceMs;
    const history = { isFirst: !record.hasLooked, failures: record.failures + 1, roleFailingMs };
    const isHeld = (): boolean => this.#holdMs(record, resource) > 0;
    const pass = new Pass(this.#options, resource, { history, related, isHeld, signal });
    // Until the pass has come to its end, whatever wakes the key makes another one.
    delete record.trigger;
    try {
      const end = await pass.run();
      record.superseded = new Set([...known, ...pass.superseded]);
      this.#remember(key, end, { record, related, startedMs: nowMs });
      const wantedMs = end.isNews ? 0 : end.requeueAfterMs;
      const requeueAfterMs = wantedMs === undefined ? undefined : jitter(wantedMs, 0.1, random);
      record.dueMs = requeueAfterMs === undefined ? Number.POSITIVE_INFINITY : clock.monotonicMs() + requeueAfterMs;
      return { requeueAfterMs };
    } catch (error) {
      record.superseded = new Set([...known, ...pass.superseded]);
      record.dueMs = 0;
      if (isConflict(error)) record.superseded = new Set([...record.superseded, resource.metadata.resourceVersion]);
      // Another write came first; its event wakes the key, or after the time-out the object is read anew.
      if (isConflict(error) || isNotFound(error)) return { requeueAfterMs: 1000 };
      if (error instanceof NotLeaderError) return {};
      // It took too long, and begins anew. Where the operator stops instead, nothing is queued any more.
      if (signal.aborted) return { requeueAfterMs: 1000 };
      if (error instanceof KubeApiError || error instanceof KubeTransportError) throw error;
      const text = describe(error, pass.sensitiveValues);
      observer.passFailed(resource, text);
      await pass.fail();
      record.superseded = new Set([...known, ...pass.superseded]);
      throw new DefectError(text);
    }
  }

  #remember(
    key: string,
    end: PassEnd<Resource>,
    about: { readonly record: PassRecord; readonly related: Related; readonly startedMs: number },
  ): void {
    const { record, related, startedMs } = about;
    if (end.resource === undefined) {
      this.#forget(key);
      return;
    }
    // News is looked at in a pass of its own. What changed around the object since the pass began makes another one.
    if (!end.isNews) record.trigger = this.#triggerOf(end.resource, related);
    record.failures = end.error === undefined ? 0 : record.failures + 1;
    record.hasLooked ||= end.error === undefined;
    if (end.error?.errorClass === "rolePropagation") record.roleFailingSinceMs ??= startedMs;
    else record.roleFailingSinceMs = undefined;
    if (end.arn !== undefined) this.#keysByArn.set(end.arn, (this.#keysByArn.get(end.arn) ?? new Set()).add(key));
  }

  /** Changes with everything that a pass depends on; also with a status or finalizer that somebody else touched. */
  #triggerOf(resource: Resource, related: Related): string {
    const { metadata, status } = resource;
    const annotations = Object.entries(metadata.annotations ?? {}).filter(([name]) => name.startsWith(ourPrefix));
    const around = relatedDigest(this.#options.kind, resource, related);
    const { digest } = this.#options.aws.bind(accountClaim(this.#options.kind, resource, related));
    return hashOf([
      digest,
      metadata.generation,
      metadata.deletionTimestamp,
      metadata.finalizers,
      annotations,
      status,
      around,
    ]);
  }

  #recordOf({ metadata }: Resource): PassRecord {
    const known = this.#records.get(metadata.uid);
    if (known !== undefined) return known;
    const record: PassRecord = {
      dueMs: 0,
      dirty: false,
      superseded: new Set(),
      hasLooked: false,
      failures: 0,
      roleFailingSinceMs: undefined,
    };
    this.#records.set(metadata.uid, record);
    return record;
  }

  async #readFresh({ metadata }: Resource): Promise<Resource | undefined> {
    const { client, kind } = this.#options;
    const { namespace, name, uid } = metadata;
    try {
      const fresh = await client.get<Resource>(kind.type, { namespace, name });
      return fresh.metadata.uid === uid ? fresh : undefined;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /** Drops what is remembered of objects that are gone. */
  #forget(key: string): void {
    const live = new Set(this.#options.store.list().map(({ metadata }) => metadata.uid));
    for (const uid of this.#records.keys()) if (!live.has(uid)) this.#records.delete(uid);
    for (const [arn, keys] of this.#keysByArn) {
      keys.delete(key);
      if (keys.size === 0) this.#keysByArn.delete(arn);
    }
  }
}

/** Whether its controller has not looked at its latest edit. Objects of other APIs have no generation, or no controller. */
function isUnseen(target: ManagedResource | undefined): boolean {
  if (target === undefined || target.metadata.deletionTimestamp !== undefined) return false;
  const { generation = 0 } = target.metadata as Partial<ManagedResource["metadata"]>;
  return generation > (target.status?.observedGeneration ?? 0);
}

/** A defect's text may hold anything, also what must not be shown. */
function describe(error: unknown, sensitiveValues: readonly string[]): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return scrub(text, sensitiveValues);
}

/** A defect of the operator, in words that may be shown: the error itself may hold anything. */
class DefectError extends Error {
  override readonly name = "DefectError";
}

function requeueAt(dueMs: number, nowMs: number): Result {
  return dueMs === Number.POSITIVE_INFINITY ? {} : { requeueAfterMs: dueMs - nowMs };
}
