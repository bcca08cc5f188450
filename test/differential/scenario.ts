import type { Json } from "../../src/base/json.ts";

/**
 * One request and how its answer is compared. Path, headers and body may hold `{{name}}`: a variable that an earlier step
 * captured, or `{{ns}}`, the scenario's own namespace.
 */
export interface Step {
  /** Unique within the scenario: exclusions name it. */
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text, or bytes, in which no variables are replaced. */
  readonly body?: string | Uint8Array;
  /** Variables to take from the answer's body: name to JSON pointer. */
  readonly capture?: Readonly<Record<string, string>>;
  /** The request is repeated until the answer passes; only the last answer is compared. */
  readonly until?: (body: Json, status: number) => boolean;
  /** The answer is a watch: how many frames to read before hanging up, or all until the server ends it. */
  readonly frames?: number | "all";
  /** Narrows the body to what both servers are meant to have. */
  readonly pick?: (body: Json) => Json;
}

/** Steps that build on each other, sent to each server in a namespace that is empty before. */
export interface Scenario {
  /** Lower case letters, digits and dashes: the namespace is named after it. */
  readonly name: string;
  readonly steps: readonly Step[];
}

/** What one server answered to one step, masked, so that equal behaviour gives equal values. */
export interface StepAnswer {
  /** `<scenario>: <step>` */
  readonly step: string;
  readonly answer: Json;
}
