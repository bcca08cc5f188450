import type { AwsErrorClass } from "../../aws/aws-error.ts";
import type { AppRunnerCall } from "../../aws/port.ts";
import type { Outcome } from "./outcome.ts";

/**
 * The next step of a pass, and no more than one.
 *
 * @typeParam Memory what the kind keeps in status beside its conditions.
 */
export type Decision<Memory> =
  /** Something is not known yet that the decision needs. */
  | { readonly type: "read"; readonly what: "operations" }
  /** Store finalizer and identity on the object. */
  | { readonly type: "claim" }
  /** Record the intent, then make the call. */
  | {
      readonly type: "call";
      readonly call: AppRunnerCall;
      /** Why, for the log and the event. */
      readonly because: string;
      /** The status while the call is made. */
      readonly outcome: Outcome;
      readonly memory: Memory;
      /** When the call fails, the object is released all the same. */
      readonly bestEffort?: true;
      /** Refusals that say something about the object other than what the error says in itself. */
      readonly onRefusal?: { readonly errorClasses: readonly AwsErrorClass[]; readonly outcome: Partial<Outcome> };
      /** The call undoes what somebody changed elsewhere. */
      readonly correctsDrift?: true;
      /** The call deletes what another resource is to take the place of. */
      readonly isReplacement?: true;
    }
  /** The pass is over. */
  | { readonly type: "finish"; readonly outcome: Outcome; readonly memory: Memory }
  /** Take finalizer and identity off the object: nothing is left to do for it, or nothing may be done. */
  | { readonly type: "release"; readonly because: string };
