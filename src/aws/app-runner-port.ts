import { AppRunnerClient } from "@aws-sdk/client-apprunner";
import type { Clock } from "../base/clock.ts";
import { answerFault } from "./answer-fault.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsObserver } from "./aws-observer.ts";
import type { CallBudget } from "./call-budget.ts";
import { observedCall } from "./observed-call.ts";
import { operationKinds } from "./operation-kind.ts";
import type { AppRunnerCalls, AppRunnerOperation, AppRunnerPort, CallOptions, Place } from "./port.ts";
import { requestTimeoutMs } from "./request-timeout.ts";
import { type SdkConnection, sdkClientConfig } from "./sdk-connection.ts";
import { senders } from "./senders.ts";
import { sensitiveValuesOf } from "./sensitive-values.ts";

export interface AppRunnerPortOptions extends Omit<SdkConnection, "region"> {
  readonly place: Place;
  readonly budget: CallBudget;
  readonly observer: AwsObserver;
  readonly clock: Clock;
  /** Told when AWS refused the credentials, or there were none. */
  readonly credentialsRefused?: (() => void) | undefined;
}

/**
 * App Runner in one place, over the AWS SDK. Each call waits for the budget, is sent once, and ends within
 * `requestTimeoutMs` of being sent. After AWS refused the credentials, the next call fetches them anew.
 */
export function createAppRunnerPort(options: AppRunnerPortOptions): AppRunnerPort {
  const { place, budget, observer, clock } = options;
  const client = new AppRunnerClient(sdkClientConfig({ ...options, region: place.region }));
  let refreshCredentials = false;

  const call = async <Operation extends AppRunnerOperation>(
    operation: Operation,
    input: AppRunnerCalls[Operation]["input"],
    { signal, beforeSend }: CallOptions = {},
  ): Promise<AppRunnerCalls[Operation]["output"]> => {
    const kind = operationKinds[operation];
    signal?.throwIfAborted();
    const throttleWaitMs = await budget.take(kind, signal);
    signal?.throwIfAborted();
    beforeSend?.();
    const refresh = refreshCredentials;
    refreshCredentials = false;
    try {
      const output = await observedCall(
        {
          about: { service: "apprunner", operation, kind, ...place },
          sensitiveValues: sensitiveValuesOf(input),
          throttleWaitMs,
          signal,
          send: async (abortSignal) => {
            if (refresh) await client.config.credentials({ forceRefresh: true });
            return senders[operation](client, input, abortSignal);
          },
          fault: (answer) => answerFault(operation, answer),
        },
        { clock, observer, requestTimeoutMs },
      );
      budget.accepted(kind);
      return output;
    } catch (error) {
      if (error instanceof AwsError) {
        if (error.errorClass === "credentials") {
          refreshCredentials = true;
          options.credentialsRefused?.();
        }
        if (error.errorClass === "throttled") budget.throttled(kind);
        else budget.accepted(kind);
      }
      throw error;
    }
  };
  return { call };
}
