import type { DiffLine } from "./manifest-diff.ts";
import type { Snapshot } from "./snapshot.ts";
import type { DemoStep } from "./step.ts";

/** Where in the scenario something is shown. */
export interface StepPosition {
  readonly step: DemoStep;
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** Shows the scenario as it is played. */
export interface DemoView {
  began(position: StepPosition, manifestChange: readonly DiffLine[]): void;
  /** Called often; what has not changed need not be shown again. @param elapsedMs since the step began. */
  progress(position: StepPosition, snapshot: Snapshot, elapsedMs: number): void;
  ended(position: StepPosition, snapshot: Snapshot, elapsedMs: number): void;
  failed(position: StepPosition, snapshot: Snapshot | undefined, message: string): void;
  /** The demo is ended from outside, in the middle of a step. */
  stopped(position: StepPosition): void;
  finished(steps: number, elapsedMs: number): void;
}
