import type { AppRunnerOperation } from "../../aws/port.ts";
import type { Outcome } from "./outcome.ts";

/** What happens to an object, for people: a Kubernetes event. */
export interface ObjectEvent {
  readonly type: "Normal" | "Warning";
  /** CamelCase, one per sort of happening. */
  readonly reason: string;
  /** What the operator was doing, CamelCase. */
  readonly action: string;
  readonly note: string;
}

/** What the engine tells logs, metrics and events. Implementations must neither throw nor block. */
export interface EngineObserver<Resource> {
  /** A mutating call is about to be made. */
  calling(resource: Resource, operation: AppRunnerOperation, because: string): void;
  /** It was accepted. */
  called(resource: Resource, operation: AppRunnerOperation, requestId: string | undefined): void;
  passEnded(resource: Resource, outcome: Outcome | undefined): void;
  /** A defect of the operator itself; `text` holds no value that must not be shown. */
  passFailed(resource: Resource, text: string): void;
  event(resource: Resource, event: ObjectEvent): void;
}
