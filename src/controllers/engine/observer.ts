import type { AwsError } from "../../aws/aws-error.ts";
import type { AppRunnerCall, AppRunnerOperation } from "../../aws/port.ts";
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
  /** A mutating call is about to be made. Its input may hold what must not be shown. */
  calling(resource: Resource, call: AppRunnerCall, because: string): void;
  /** It was accepted. */
  called(resource: Resource, operation: AppRunnerOperation, requestId: string | undefined): void;
  /** It ended in an error; whether it took effect may be open, see AwsErrorClass. Its text may cite what must not be shown. */
  refused(resource: Resource, error: Pick<AwsError, "operation" | "errorClass" | "code" | "requestId">): void;
  passEnded(resource: Resource, outcome: Outcome | undefined): void;
  /** A defect of the operator itself; `text` holds no value that must not be shown. */
  passFailed(resource: Resource, text: string): void;
  event(resource: Resource, event: ObjectEvent): void;
}
