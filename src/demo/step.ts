import type { JsonObject } from "../base/json.ts";
import type { Subject } from "./subjects.ts";

/** One step of the scenario, as data: what is done, and how it has to come out. */
export interface DemoStep {
  readonly title: string;
  /** Whose objects it is about. */
  readonly about: Subject;
  /** What to look at, a sentence or two. */
  readonly story: string;
  readonly act: Act;
  readonly expect: Expectation;
}

/** What is done in a step. */
type Act =
  /** The manifests are created as they are. */
  | { readonly type: "create" }
  /** Changes to the first manifest, as a merge patch. */
  | { readonly type: "edit"; readonly patch: JsonObject }
  /** The operator is asked to look at App Runner afresh. */
  | { readonly type: "look" }
  /** Somebody else changes variables of the service at App Runner itself. */
  | { readonly type: "interfere"; readonly variables: Readonly<Record<string, string>> }
  /** All objects are deleted at once. */
  | { readonly type: "delete" };

/** How a step has to come out. What is absent may be anything. */
export interface Expectation {
  /** The Ready condition of the first object, about its newest generation; "gone": no object is left. */
  readonly ready: Ready | "gone";
  /** That of all other objects. */
  readonly others?: Ready;
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
  /** The revision of its auto scaling configuration that App Runner says each of the other services has in the end. */
  readonly scalingRevision?: number;
}

interface Ready {
  readonly status: "True" | "False";
  readonly reason: string;
}
