import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import { sleep } from "../base/sleep.ts";
import type { KubeClient } from "./client.ts";
import { KubeTransportError } from "./kube-error.ts";
import { LeaseLock } from "./lease-lock.ts";
import type { ElectorObserver } from "./observer.ts";
import { withDeadline } from "./with-deadline.ts";

/** As client-go's defaults. It must hold: lease duration > renew deadline > 1.2 x retry period. */
export interface ElectionTiming {
  /** Others wait this long after the last renewal that they saw. */
  readonly leaseDurationMs: number;
  /** The leader stops leading when it could not renew for so long. */
  readonly renewDeadlineMs: number;
  /** Between two tries, times 1 to 1.2. */
  readonly retryPeriodMs: number;
}

const defaultElectionTiming: ElectionTiming = {
  leaseDurationMs: 15_000,
  renewDeadlineMs: 10_000,
  retryPeriodMs: 2_000,
};

export interface LeaderElectorOptions {
  /** A client of its own with a short time-out and no shared budget is best: a late renewal is a lost one. */
  readonly client: KubeClient;
  readonly lease: { readonly namespace: string; readonly name: string };
  /** Unique to this process: two with one identity could both lead. */
  readonly identity: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly observer: ElectorObserver;
  readonly timing?: ElectionTiming | undefined;
  /** Leadership has begun. Must not throw. */
  readonly onStarted: () => void;
  /** Leadership has ended; `lost` when against our will. Called before anyone else can have it. Must not throw. */
  readonly onStopped: (how: ElectionEnd) => void;
}

/** `released`: told to stop. `lost`: not renewed in time, or taken by another. */
export type ElectionEnd = "released" | "lost";

/**
 * Elects one leader among processes by a Lease. Time is judged by this process's monotonic clock alone, so that clocks
 * may be skewed, as long as they run at the same rate. There is no fencing: ask `isLeader` right before each act.
 */
export class LeaderElector {
  readonly #options: LeaderElectorOptions;
  readonly #timing: ElectionTiming;
  readonly #lock: LeaseLock;
  /** While leading: until when, by the monotonic clock. */
  #leadsUntilMs: number | undefined;

  constructor(options: LeaderElectorOptions) {
    this.#options = options;
    this.#timing = options.timing ?? defaultElectionTiming;
    const { leaseDurationMs, renewDeadlineMs, retryPeriodMs } = this.#timing;
    if (leaseDurationMs <= renewDeadlineMs || renewDeadlineMs <= 1.2 * retryPeriodMs) {
      throw new RangeError("lease duration > renew deadline > 1.2 x retry period must hold");
    }
    this.#lock = new LeaseLock({ ...options, durationMs: leaseDurationMs });
  }

  /** Whether this process leads at this moment; false once the renew deadline has passed, whoever noticed that. */
  isLeader(): boolean {
    return this.#leadsUntilMs !== undefined && this.#options.clock.monotonicMs() < this.#leadsUntilMs;
  }

  /** Who held the lease at the last look; empty: nobody, or not known yet. */
  currentHolder(): string {
    return this.#lock.holder;
  }

  /**
   * Competes for the lease, then leads, once, until `signal` is aborted (the lease is then released) or leadership is
   * lost. After a loss the process should exit: work that believed in it may still be under way. Never rejects.
   */
  async run(signal: AbortSignal): Promise<ElectionEnd> {
    const { observer, onStarted, onStopped } = this.#options;
    for (;;) {
      if (signal.aborted) return "released";
      await this.#attempt("take");
      if (this.isLeader()) break;
      await this.#pause(signal);
    }
    observer.leading(true);
    onStarted();
    const end = await this.#lead(signal);
    this.#leadsUntilMs = undefined;
    observer.leading(false);
    onStopped(end);
    if (end === "released") await this.#attempt("release");
    return end;
  }

  async #lead(signal: AbortSignal): Promise<ElectionEnd> {
    for (;;) {
      await this.#pause(signal);
      if (!this.isLeader()) return "lost";
      if (signal.aborted) return "released";
      await this.#attempt("renew");
      if (!this.isLeader()) return "lost";
    }
  }

  /** One call to the lock, bounded in time; a failure is observed. While leading its outcome moves `#leadsUntilMs`. */
  async #attempt(act: "take" | "renew" | "release"): Promise<void> {
    const { clock, observer } = this.#options;
    const { renewDeadlineMs, retryPeriodMs } = this.#timing;
    const startMs = clock.monotonicMs();
    // An answer after the end of leadership is of no use, and a release must not hold up the exit.
    const leftMs = act === "renew" ? (this.#leadsUntilMs ?? startMs) - startMs : renewDeadlineMs;
    const timeoutMs = Math.min(act === "release" ? retryPeriodMs : renewDeadlineMs / 2, leftMs);
    const timeoutError = (): Error => new KubeTransportError(`lease: no answer within ${Math.round(timeoutMs)} ms`);
    try {
      const held = await withDeadline(
        { clock, timeoutMs, timeoutError },
        async () => (await this.#lock[act]()) === true,
      );
      // An answer that was read too late (the process may have been suspended) must not bring leadership back.
      if (act === "release" || (act === "renew" && !this.isLeader())) return;
      // Counted from before the write, so that others, who count from after it, always wait longer.
      this.#leadsUntilMs = held ? startMs + renewDeadlineMs : undefined;
    } catch (error) {
      observer.failed(error);
    }
  }

  /** Until the next try; while leading at most until the deadline, so that its passing is noticed in time. */
  async #pause(signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#options;
    const pauseMs = this.#timing.retryPeriodMs * (1 + 0.2 * random());
    const leftMs = this.isLeader() ? (this.#leadsUntilMs ?? Infinity) - clock.monotonicMs() : Infinity;
    await sleep(clock, Math.min(pauseMs, leftMs), signal).catch(() => {
      // Told to stop; the caller looks at the signal.
    });
  }
}
