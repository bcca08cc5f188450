import type { Json } from "../../../base/json.ts";

/** One call as the emulator saw it. */
export interface RecordedCall {
  /** Counted from 1, on and on; no two calls of an emulator have the same. */
  readonly number: number;
  readonly operation: string;
  readonly requestId: string;
  readonly atMs: number;
  /** Absent when the Authorization header did not say. */
  readonly accessKeyId?: string;
  readonly region?: string;
  /** The HTTP status of the answer; 0 when the connection was dropped instead. */
  readonly status: number;
  /** The error's name, when it was one. */
  readonly errorCode?: string;
  /** The request's body as sent, secrets included. Absent when it was no JSON. */
  readonly input?: Json;
}

/** The calls made, oldest first; beyond `capacity` the oldest are forgotten. */
export class CallLog {
  readonly #capacity: number;
  #calls: RecordedCall[] = [];
  #last = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(call: Omit<RecordedCall, "number">): void {
    this.#last += 1;
    this.#calls.push({ number: this.#last, ...call });
    // Cut in blocks, so that a long run does not move the whole list at each call.
    if (this.#calls.length >= this.#capacity * 2) this.#calls = this.#calls.slice(-this.#capacity);
  }

  all(): readonly RecordedCall[] {
    return this.#calls.slice(-this.#capacity);
  }

  /** Those after the call of that number. */
  after(number: number): readonly RecordedCall[] {
    const left = this.#last - number;
    return left <= 0 ? [] : this.all().slice(-left);
  }

  clear(): void {
    this.#calls = [];
  }
}
