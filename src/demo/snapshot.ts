import type { Condition } from "../api/app-runner-service.ts";

/** What of an object of any kind is shown. */
export interface DemoObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly generation: number };
  readonly status?: {
    readonly arn?: string;
    readonly conditions?: readonly Condition[];
    readonly operation?: DemoOperation;
    readonly recentOperations?: readonly DemoOperation[];
    readonly lastHandledReconcileRequestedAt?: string;
  };
}

interface DemoOperation {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly foreign?: boolean;
}

/** A call to App Runner, as its own log has it. */
export interface DemoCall {
  readonly operation: string;
  /** Whose access key signed it. */
  readonly by: "operator" | "somebody else";
  /** Whether App Runner accepted it. */
  readonly accepted: boolean;
}

/** What there is at one moment of a step. */
export interface Snapshot {
  /** The first object that the step is about. Undefined: there is no such object. */
  readonly object: DemoObject | undefined;
  /** The others that there are. */
  readonly others: readonly DemoObject[];
  /** Those made since the step began, oldest first; read before the object, so never newer than it. */
  readonly calls: readonly DemoCall[];
}

/** A service as App Runner itself has it. */
export interface LiveService {
  readonly status: string;
  readonly image: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
  readonly scalingRevision: number | undefined;
}

/** Of the calls, those by which the operator changes something, in order. */
export function changesByOperator(calls: readonly DemoCall[]): readonly string[] {
  return calls
    .filter(({ operation, by }) => by === "operator" && !isRead(operation))
    .map(({ operation, accepted }) => (accepted ? operation : `${operation} (refused)`));
}

/** How often the operator only looked. */
export function readsByOperator(calls: readonly DemoCall[]): number {
  return calls.filter(({ operation, by }) => by === "operator" && isRead(operation)).length;
}

function isRead(operation: string): boolean {
  return /^(Describe|List|Get)/.test(operation);
}
