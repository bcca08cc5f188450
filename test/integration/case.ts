import type { OperatorProcess } from "./operator-process.ts";
import type { Scene } from "./scene.ts";

/** One thing that a person does and what has to come of it, in a namespace of its own. */
export interface Case {
  /** Reads as a sentence. */
  readonly title: string;
  /** Ends by expectations. Services of different cases must have different names, since they share an AWS account. */
  readonly expectOutcome: (scene: Scene) => Promise<void>;
}

/** A case that takes something away from all others, and therefore runs alone. */
export interface DisruptiveCase {
  readonly title: string;
  readonly expectOutcome: (scene: Scene, operator: RunningOperator) => Promise<void>;
}

/** The operator of the suite, which a case may replace. */
export interface RunningOperator {
  current(): OperatorProcess;
  restart(): Promise<void>;
}
