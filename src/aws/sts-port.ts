import { GetCallerIdentityCommand, type GetCallerIdentityCommandOutput, STSClient } from "@aws-sdk/client-sts";
import type { Clock } from "../base/clock.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsObserver } from "./aws-observer.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import { observedCall } from "./observed-call.ts";
import { requestTimeoutMs } from "./request-timeout.ts";
import { type SdkConnection, type SdkCredentials, sdkClientConfig } from "./sdk-connection.ts";
import { toAwsError } from "./to-aws-error.ts";

/** AWS STS and the credentials, as far as the operator's own identity needs them. */
export interface StsPort {
  /** The credentials themselves, for the clients of other services: all must use the same at any time. */
  readonly credentials: SdkCredentials;
  /**
   * The access key id of the credentials in use. It is cheap: they are cached until shortly before they expire.
   * @param fresh fetch them anew.
   * @throws {AwsError} mostly of the class `credentials`.
   */
  accessKeyId(fresh: boolean): Promise<string>;
  /** @throws {AwsError} */
  callerIdentity(): Promise<CallerIdentity>;
}

export interface StsPortOptions extends SdkConnection {
  readonly observer: Pick<AwsObserver, "callEnded">;
  readonly clock: Clock;
}

const operation = "GetCallerIdentity";
const callerArn = /^arn:([a-z-]+):(?:sts|iam)::(\d{12}):/;

/** STS in the connection's region. GetCallerIdentity needs no permission, and no policy can deny it. */
export function createStsPort(options: StsPortOptions): StsPort {
  const { region, observer, clock } = options;
  const client = new STSClient(sdkClientConfig(options));
  return {
    credentials: client.config.credentials,
    async accessKeyId(fresh) {
      try {
        return (await client.config.credentials({ forceRefresh: fresh })).accessKeyId;
      } catch (error) {
        // That of a role to assume has said already what is wrong.
        if (error instanceof AwsError) throw error;
        throw toAwsError(error, { operation, region, sensitiveValues: [] });
      }
    },
    async callerIdentity() {
      const output = await observedCall(
        {
          about: { service: "sts", operation, kind: "read", region, account: undefined },
          sensitiveValues: [],
          throttleWaitMs: 0,
          signal: undefined,
          send: (abortSignal) => client.send(new GetCallerIdentityCommand({}), { abortSignal }),
          fault: (answer) => (identityIn(answer) === undefined ? "no ARN of a user or role" : undefined),
        },
        { observer, clock, requestTimeoutMs },
      );
      const identity = identityIn(output);
      if (identity === undefined) throw new Error("unreachable: an answer without an identity is a fault");
      return identity;
    },
  };
}

function identityIn({ Arn: arn = "" }: GetCallerIdentityCommandOutput): CallerIdentity | undefined {
  const [, partition, account] = callerArn.exec(arn) ?? [];
  return partition === undefined || account === undefined ? undefined : { account, arn, partition };
}
