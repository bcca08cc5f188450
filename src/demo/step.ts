import type { JsonObject } from "../base/json.ts";

/** One step of the scenario, as data: what is done, and how it has to come out. */
export interface DemoStep {
  readonly title: string;
  /** What to look at, a sentence or two. */
  readonly story: string;
  readonly act: Act;
  readonly expect: Expectation;
}

/** What is done in a step. */
export type Act =
  /** The manifest is created as it is. */
  | { readonly type: "create" }
  /** Changes to the manifest, as a merge patch. */
  | { readonly type: "edit"; readonly patch: JsonObject }
  /** The operator is asked to look at App Runner afresh. */
  | { readonly type: "look" }
  /** Somebody else changes variables of the service at App Runner itself. */
  | { readonly type: "interfere"; readonly variables: Readonly<Record<string, string>> }
  | { readonly type: "delete" };

/** How a step has to come out. What is absent may be anything. */
export interface Expectation {
  /** The Ready condition, about the newest generation; "gone": the object is no more. */
  readonly ready: { readonly status: "True" | "False"; readonly reason: string } | "gone";
  /** Every change that the operator asks App Runner for, in order. */
  readonly calls: readonly string[];
  /** The newest operation that has ended. */
  readonly operation?: { readonly type: string; readonly status: string };
  /** What App Runner itself has in the end. */
  readonly live?: {
    readonly status?: string;
    readonly image?: string;
    readonly variables?: Readonly<Record<string, string>>;
  };
}
