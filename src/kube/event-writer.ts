import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { KubeClient } from "./client.ts";
import { eventBody, eventNamespace, events, seriesBody, type EventReporter, type Happening } from "./event.ts";
import { isConflict, isNotFound } from "./kube-error.ts";

/** An event, and how much of it the server knows. */
export interface RecordedEvent {
  readonly happening: Happening;
  readonly namespace: string;
  readonly firstMs: number;
  lastMs: number;
  /** How often it happened. */
  count: number;
  /** The count that the server has; 0: the event is not there yet. */
  writtenCount: number;
  writtenAtMs: number;
  /** The server will not have it. */
  refused: boolean;
  /** The Event object's. Kept over attempts, so that an attempt whose reply was lost is not repeated as another event. */
  name: string;
}

/** Brings the server's knowledge of an event up to date: one create, or one patch of its series. */
export class EventWriter {
  readonly #client: KubeClient;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #reporter: EventReporter;

  constructor(options: {
    readonly client: KubeClient;
    readonly clock: Clock;
    readonly random: Random;
    readonly reporter: EventReporter;
  }) {
    this.#client = options.client;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#reporter = options.reporter;
  }

  /** An event that has just happened for the first time. */
  begin(happening: Happening, nowMs: number): RecordedEvent {
    return {
      happening,
      namespace: eventNamespace(happening),
      firstMs: nowMs,
      lastMs: nowMs,
      count: 1,
      writtenCount: 0,
      writtenAtMs: nowMs,
      refused: false,
      name: this.#newName(happening),
    };
  }

  /** Rejects when the server could not be told. */
  async write(event: RecordedEvent): Promise<void> {
    const { count } = event;
    if (event.writtenCount === 0) await this.#create(event);
    else await this.#patch(event);
    event.writtenCount = count;
    event.writtenAtMs = this.#clock.nowMs();
  }

  async #patch(event: RecordedEvent): Promise<void> {
    const { namespace, name, count, lastMs } = event;
    const body = { series: seriesBody({ count, lastMs }) };
    try {
      await this.#client.patch(events, { namespace, name }, { type: "merge", body });
    } catch (error) {
      if (!isNotFound(error)) throw error;
      // The server keeps events for an hour as a rule.
      event.name = this.#newName(event.happening);
      await this.#create(event);
    }
  }

  async #create({ happening, namespace, name, firstMs, count, lastMs }: RecordedEvent): Promise<void> {
    const series = count > 1 ? { count, lastMs } : undefined;
    try {
      await this.#client.create(events, namespace, eventBody(happening, this.#reporter, { name, firstMs, series }));
    } catch (error) {
      // An earlier attempt took effect though its reply was lost; 64 random bits are no coincidence.
      if (!isConflict(error)) throw error;
    }
  }

  #newName({ regarding }: Happening): string {
    const digits = Array.from({ length: 16 }, () => Math.floor(this.#random() * 16).toString(16));
    return `${regarding.metadata.name.slice(0, 230)}.${digits.join("")}`;
  }
}
