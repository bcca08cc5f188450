import type { Reason } from "./reasons.ts";

/** What a pass found out, from which its status is made. */
export interface Outcome {
  readonly reason: Reason;
  /** For people, one line, without values that must not be shown; equal findings give equal messages. */
  readonly message: string;
  /** When to look again if nothing happens before, milliseconds from now. */
  readonly requeueAfterMs: number;
  /** Edits that cannot be applied now, for the condition ChangesPending. */
  readonly changesPending?: string | undefined;
  /** A deployment that somebody else started and that failed, for the condition DeploymentFailed. */
  readonly deploymentFailed?: string | undefined;
}
