import { backoffDelayMs } from "../base/backoff.ts";
import type { Clock, Timer } from "../base/clock.ts";
import { jitter, type Random } from "../base/random.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsObserver } from "./aws-observer.ts";
import { type Fleet, fleetChanges, type FleetService } from "./fleet.ts";
import { type ListProgress, listFleet } from "./list-fleet.ts";
import type { AppRunnerPort, Place } from "./port.ts";
import { jitteredSweepIntervalMs } from "./sweep-interval.ts";

/** Told of each service whose status differs from the sweep before, that appeared, or that disappeared. */
type FleetSubscriber = (arn: string, before: FleetService | undefined, after: FleetService | undefined) => void;

/** What is known of all services in one place, kept up to date by one listing a minute that everybody shares. */
export interface FleetSweep {
  /**
   * Calls `onChange` for every flip from now on. The first sweep of all tells nothing, for it has nothing to compare
   * with. Sweeps go on as long as anybody subscribes. `onChange` must not throw. Returns how to end the subscription; twice does nothing.
   */
  subscribe(onChange: FleetSubscriber): () => void;
  /**
   * Takes in how somebody saw a service after the last sweep, so that the next one is compared with that: an operation
   * that began right after another one ended would otherwise look like the same one.
   */
  note(service: FleetService): void;
  /** The service as the last complete sweep saw it; undefined when it did not, or none was completed yet. */
  latest(arn: string): FleetService | undefined;
  /** How many services the last complete sweep saw; undefined before the first one. */
  count(): number | undefined;
  /**
   * The services of that name in a complete sweep that started after `notBeforeMs`, an instant of the clock's
   * `monotonicMs()` that has passed. None in it: there was none at that instant that still exists. Joins the sweep that
   * is under way, or the one after it, as needed; so at most one runs and one waits, whoever asks.
   * @throws {AwsError} of the sweep that failed, or the signal's reason.
   */
  lookup(
    name: string,
    options: { readonly notBeforeMs: number; readonly signal?: AbortSignal | undefined },
  ): Promise<readonly FleetService[]>;
}

export interface FleetSweepOptions {
  readonly place: Place;
  readonly port: AppRunnerPort;
  readonly clock: Clock;
  readonly random: Random;
  readonly observer: Pick<AwsObserver, "sweepEnded">;
  /** The pace of the AWS at the other end, 1 for AWS itself. Divides the time between sweeps. */
  readonly speed: number;
  /** Ends everything: no sweep starts after that, and the one under way is broken off. */
  readonly signal?: AbortSignal | undefined;
}

const intervalJitter = 0.1;
const retryAfterFailure = { baseMs: 5_000, maxMs: 60_000 };

interface Sweep {
  /** Monotonic. */
  readonly startedMs: number;
  readonly fleet: Fleet;
}

interface Running {
  readonly startedMs: number;
  readonly done: Promise<Sweep>;
}

export function createFleetSweep(options: FleetSweepOptions): FleetSweep {
  return new SharedFleetSweep(options);
}

class SharedFleetSweep implements FleetSweep {
  readonly #options: FleetSweepOptions;
  readonly #subscribers = new Set<{ readonly onChange: FleetSubscriber }>();
  #last: Sweep | undefined;
  /** Seen since the last sweep ended. */
  #noted = new Map<string, FleetService>();
  #running: Running | undefined;
  #queued: Promise<Sweep> | undefined;
  #timer: Timer | undefined;
  #failures = 0;

  constructor(options: FleetSweepOptions) {
    this.#options = options;
    options.signal?.addEventListener("abort", () => this.#timer?.cancel(), { once: true });
  }

  subscribe(onChange: FleetSubscriber): () => void {
    const subscriber = { onChange };
    this.#subscribers.add(subscriber);
    if (this.#running === undefined && this.#timer === undefined) this.#schedule(0);
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size > 0) return;
      this.#timer?.cancel();
      this.#timer = undefined;
    };
  }

  note(service: FleetService): void {
    this.#noted.set(service.arn, service);
  }

  latest(arn: string): FleetService | undefined {
    return this.#last?.fleet.byArn.get(arn);
  }

  count(): number | undefined {
    return this.#last?.fleet.byArn.size;
  }

  async lookup(
    name: string,
    { notBeforeMs, signal }: { readonly notBeforeMs: number; readonly signal?: AbortSignal | undefined },
  ): Promise<readonly FleetService[]> {
    const { fleet } = await abortable(this.#sweepSince(notBeforeMs), signal);
    return fleet.byName.get(name) ?? [];
  }

  async #sweepSince(notBeforeMs: number): Promise<Sweep> {
    // Strictly later: of two things in the same instant of the clock the sweep may have been the first.
    if (this.#last !== undefined && this.#last.startedMs > notBeforeMs) return this.#last;
    if (this.#running !== undefined && this.#running.startedMs > notBeforeMs) return this.#running.done;
    if (this.#queued !== undefined) return this.#queued;
    if (this.#running === undefined) return this.#start();
    this.#queued = this.#afterRunning(this.#running);
    return this.#queued;
  }

  async #afterRunning({ done }: Running): Promise<Sweep> {
    await done.catch(() => undefined); // Its failure concerns those who waited for it.
    this.#queued = undefined;
    return this.#start();
  }

  #start(): Promise<Sweep> {
    this.#timer?.cancel();
    this.#timer = undefined;
    const startedMs = this.#options.clock.monotonicMs();
    const done = this.#run(startedMs);
    this.#running = { startedMs, done };
    return done;
  }

  async #run(startedMs: number): Promise<Sweep> {
    const { port, signal } = this.#options;
    const progress = { pages: 0, services: 0 };
    let fleet: Fleet;
    try {
      fleet = await listFleet(port, progress, signal);
    } catch (error) {
      this.#ended(startedMs, progress, error);
      throw error;
    }
    this.#ended(startedMs, progress, undefined);
    return this.#replaceBy({ startedMs, fleet });
  }

  #ended(startedMs: number, progress: ListProgress, error: unknown): void {
    const { observer, place, clock, random, speed } = this.#options;
    this.#running = undefined;
    this.#failures = error === undefined ? 0 : this.#failures + 1;
    const durationMs = clock.monotonicMs() - startedMs;
    const outcome = error === undefined ? "ok" : error instanceof AwsError ? error.errorClass : "aborted";
    observer.sweepEnded({ place, outcome, ...progress, durationMs });

    const delayMs =
      error === undefined
        ? jitteredSweepIntervalMs(progress.pages, jitter(1, intervalJitter, random)) / speed - durationMs
        : jitter(backoffDelayMs(retryAfterFailure, this.#failures), intervalJitter, random) / speed;
    this.#schedule(delayMs);
  }

  #replaceBy(sweep: Sweep): Sweep {
    const before = this.#last && noticed(this.#last.fleet, this.#noted);
    this.#last = sweep;
    this.#noted = new Map();
    if (before !== undefined) {
      for (const change of fleetChanges(before, sweep.fleet)) {
        for (const { onChange } of this.#subscribers) onChange(change.arn, change.before, change.after);
      }
    }
    return sweep;
  }

  #schedule(delayMs: number): void {
    if (this.#subscribers.size === 0 || this.#options.signal?.aborted === true) return;
    this.#timer?.cancel();
    this.#timer = this.#options.clock.setTimer(delayMs, () => {
      this.#timer = undefined;
      // A failure is told to the observer and to those who look something up; the next sweep is scheduled already.
      this.#start().catch(() => undefined);
    });
  }
}

/** What was known of the fleet right before the next sweep, for comparison only. */
function noticed(fleet: Fleet, noted: ReadonlyMap<string, FleetService>): Fleet {
  return noted.size === 0 ? fleet : { ...fleet, byArn: new Map([...fleet.byArn, ...noted]) };
}

/** Settles as `promise` does, or rejects with the signal's reason; what `promise` stands for goes on. */
async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  // Handled also where nobody waits for it any more.
  promise.catch(() => undefined);
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason as Error);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
