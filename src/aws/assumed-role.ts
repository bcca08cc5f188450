import { AssumeRoleCommand, type AssumeRoleCommandOutput, STSClient } from "@aws-sdk/client-sts";
import type { Clock } from "../base/clock.ts";
import { AwsError } from "./aws-error.ts";
import type { AwsObserver } from "./aws-observer.ts";
import { observedCall } from "./observed-call.ts";
import { requestTimeoutMs } from "./request-timeout.ts";
import { type SdkConnection, type SdkCredentials, sdkClientConfig } from "./sdk-connection.ts";

/** A role to assume, and how. */
export interface AssumedRole {
  readonly roleArn: string;
  readonly externalId?: string | undefined;
  /** Absent: `apprunner-operator`. */
  readonly sessionName?: string | undefined;
  readonly sessionTags?: readonly { readonly key: string; readonly value: string }[] | undefined;
}

/** Fetches credentials; `forceRefresh` where those that it gave last were refused. */
type RoleCredentials = (options?: { readonly forceRefresh?: boolean }) => Promise<{
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration?: Date;
}>;

export interface AssumedRoleOptions extends SdkConnection {
  /** Those that assume the role. */
  readonly credentials: SdkCredentials;
  readonly observer: Pick<AwsObserver, "callEnded">;
  readonly clock: Clock;
}

const operation = "AssumeRole";
const defaultSessionName = "apprunner-operator";

/** After STS refused: whoever asks within this time gets the same answer, so that a fleet of objects asks once. */
const refusalLastsMs = 10_000;

/** Credentials are fetched anew so long before they expire, as the SDK does it. */
const renewBeforeEndMs = 300_000;

/**
 * Credentials of a role, fetched when they are first needed and again shortly before they expire, one hour after they
 * were handed out, which is all that AWS allows to a role that was itself reached by a role.
 */
export function assumedRole(role: AssumedRole, options: AssumedRoleOptions): RoleCredentials {
  const { region, observer, clock } = options;
  const client = new STSClient(sdkClientConfig(options));
  let current: Awaited<ReturnType<RoleCredentials>> | undefined;
  let refusal: { readonly error: AwsError; readonly untilMs: number } | undefined;
  /** AWS refused those that assume the role, which may be a role's themselves. */
  let isSourceDoubted = false;

  const fetchOnce = async (): Promise<Awaited<ReturnType<RoleCredentials>>> => {
    if (isSourceDoubted) await client.config.credentials({ forceRefresh: true });
    const { Credentials: credentials } = await observedCall(
      {
        about: { service: "sts", operation, kind: "read", region, account: undefined },
        sensitiveValues: [],
        throttleWaitMs: 0,
        signal: undefined,
        send: (abortSignal) => client.send(commandOf(role), { abortSignal }),
        fault: faultOf,
      },
      { observer, clock, requestTimeoutMs },
    );
    const { AccessKeyId: id = "", SecretAccessKey: secret = "", SessionToken: token = "" } = credentials ?? {};
    const expiration = credentials?.Expiration;
    return { accessKeyId: id, secretAccessKey: secret, sessionToken: token, ...(expiration && { expiration }) };
  };

  return async ({ forceRefresh = false } = {}) => {
    const renewAtMs = (current?.expiration?.getTime() ?? 0) - renewBeforeEndMs;
    if (current !== undefined && !forceRefresh && clock.nowMs() < renewAtMs) return current;
    if (refusal !== undefined && clock.monotonicMs() < refusal.untilMs) throw refusal.error;
    refusal = undefined;
    try {
      current = await fetchOnce();
      isSourceDoubted = false;
      return current;
    } catch (error) {
      if (error instanceof AwsError) {
        refusal = { error, untilMs: clock.monotonicMs() + refusalLastsMs };
        isSourceDoubted ||= error.errorClass === "credentials";
      }
      throw error;
    }
  };
}

function commandOf({ roleArn, externalId, sessionName, sessionTags = [] }: AssumedRole): AssumeRoleCommand {
  return new AssumeRoleCommand({
    RoleArn: roleArn,
    RoleSessionName: sessionName ?? defaultSessionName,
    ...(externalId !== undefined && { ExternalId: externalId }),
    ...(sessionTags.length > 0 && { Tags: sessionTags.map(({ key, value }) => ({ Key: key, Value: value })) }),
  });
}

function faultOf({ Credentials: credentials }: AssumeRoleCommandOutput): string | undefined {
  const { AccessKeyId: id = "", SecretAccessKey: secret = "", SessionToken: token = "" } = credentials ?? {};
  return id === "" || secret === "" || token === "" ? "no complete credentials" : undefined;
}
