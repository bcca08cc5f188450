import type { AwsError } from "../../aws/aws-error.ts";

/** How a pass ended. */
export interface PassEnd<Resource> {
  /** The object after the pass; undefined: it is gone. */
  readonly resource: Resource | undefined;
  /** Undefined: nothing is left to do until something changes. */
  readonly requeueAfterMs: number | undefined;
  /** The object holds what this pass has not seen. */
  readonly isNews: boolean;
  /** Under which ARN the fleet sweep may tell about it. */
  readonly arn: string | undefined;
  readonly error: AwsError | undefined;
}
