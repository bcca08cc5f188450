import type { AppRunnerService } from "../api/app-runner-service.ts";

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
  /** Undefined: there is no such object. */
  readonly service: AppRunnerService | undefined;
  /** Those made since the step began, oldest first; read before the object, so never newer than it. */
  readonly calls: readonly DemoCall[];
}

/** A service as App Runner itself has it. */
export interface LiveService {
  readonly status: string;
  readonly image: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
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
