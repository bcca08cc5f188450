import { enumeration, integer, string, structure } from "../constraints/shape.ts";
import type { Infer } from "../constraints/shape.ts";

/**
 * A fault for the next calls. `before`: nothing happens but the answer. `after`: the operation takes effect, and then
 * its answer is lost.
 */
export const injectionShape = structure(
  {
    when: enumeration("before", "after"),
    /** `error`: the error below. `drop`: the connection ends. `malformed`: 200 with half a JSON text. `none`: only the delay. */
    answer: enumeration("error", "drop", "malformed", "none"),
  },
  {
    /** An operation's name; left out, every operation. */
    operation: string([1]),
    /** How many calls it is for; left out, one. */
    count: integer(1),
    code: string([1]),
    message: string(),
    httpStatus: integer(400, 599),
    /** Waits so long before the answer. */
    delayMs: integer(0),
  },
);

export type Injection = Infer<typeof injectionShape>;

/** The faults that wait for their calls, in the order in which they were asked for. */
export class Injections {
  #waiting: readonly { readonly injection: Injection; readonly left: number }[] = [];

  add(injection: Injection): void {
    this.#waiting = [...this.#waiting, { injection, left: injection.count ?? 1 }];
  }

  /** The fault for a call of `operation`, used up by it; undefined when none waits for it. */
  take(operation: string): Injection | undefined {
    const found = this.#waiting.find(
      ({ injection }) => injection.operation === undefined || injection.operation === operation,
    );
    if (found === undefined) return undefined;
    this.#waiting = this.#waiting.flatMap((entry) => {
      if (entry !== found) return [entry];
      return entry.left > 1 ? [{ ...entry, left: entry.left - 1 }] : [];
    });
    return found.injection;
  }

  /** Those that wait, `count` being the calls that are left. */
  all(): readonly Injection[] {
    return this.#waiting.map(({ injection, left }) => ({ ...injection, count: left }));
  }

  clear(): void {
    this.#waiting = [];
  }
}
