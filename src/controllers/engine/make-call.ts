import { AwsError } from "../../aws/aws-error.ts";
import type { AppRunnerCall, AppRunnerCalls, AppRunnerOperation, AppRunnerPort, CallOptions } from "../../aws/port.ts";
import type { Decision } from "./decision.ts";
import { eventOf } from "./event-reasons.ts";
import type { ManagedResource } from "./managed-resource.ts";
import { NotLeaderError } from "./not-leader-error.ts";
import type { PassContext } from "./pass-context.ts";

/**
 * Makes the one call of a decision, when this process is still the leader at the moment of sending.
 * Returns AWS's answer, or the error that it ended in.
 * @throws {NotLeaderError} before anything was sent.
 */
export async function makeCall<Resource extends ManagedResource, Memory extends object, Observation extends object>(
  context: Pick<PassContext<Resource, Memory, Observation>, "observer" | "isLeader">,
  resource: Resource,
  decision: Extract<Decision<Memory>, { type: "call" }>,
  { port, signal }: { readonly port: AppRunnerPort; readonly signal: AbortSignal },
): Promise<AwsError | object> {
  const { observer, isLeader } = context;
  const { call, because } = decision;
  const beforeSend = (): void => {
    if (!isLeader()) throw new NotLeaderError(`${call.operation} is not made: another process leads`);
  };
  observer.calling(resource, call, because);
  if (decision.correctsDrift === true) {
    observer.event(resource, eventOf("CorrectingDrift", call.operation, because));
  }
  if (decision.isReplacement === true) observer.event(resource, eventOf("Replacing", call.operation, because));
  try {
    const answer = await send(port, call, { signal, beforeSend });
    observer.called(resource, call.operation, answer.$metadata.requestId);
    return answer;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { operation, errorClass, code, requestId } = error;
    observer.refused(resource, { operation, errorClass, code, requestId });
    return error;
  }
}

function send<Operation extends AppRunnerOperation>(
  port: AppRunnerPort,
  call: AppRunnerCall<Operation>,
  options: CallOptions,
): Promise<AppRunnerCalls[Operation]["output"]> {
  return port.call(call.operation, call.input, options);
}
