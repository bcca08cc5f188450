import type { AppRunnerClientConfig } from "@aws-sdk/client-apprunner";

/** A set of credentials, or what fetches one. The SDK caches what it fetched until shortly before it expires. */
export type SdkCredentials = NonNullable<AppRunnerClientConfig["credentials"]>;

/** How a client of the AWS SDK reaches AWS. */
export interface SdkConnection {
  readonly region: string;
  /** The operator's version, for the user agent. */
  readonly version: string;
  /** Absent: the SDK's default chain (environment, profile, IRSA, Pod Identity, instance metadata). */
  readonly credentials?: SdkCredentials | undefined;
  /** The URL of an emulator. With it, the shell's and the profile's AWS settings are ignored. Absent: AWS itself. */
  readonly endpoint?: string | undefined;
  /** Replaces the network, see `inProcessHandler`. */
  readonly requestHandler?: SdkRequestHandler | undefined;
}

/** The SDK's own interface for what carries a request, as far as it is used. */
export interface SdkRequestHandler {
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: unknown },
  ): Promise<{ readonly response: SdkResponse }>;
  destroy(): void;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
}

export interface SdkRequest {
  readonly method: string;
  /** With the colon. */
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  readonly path: string;
  readonly query?: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What the clients of all services have in common. */
export type SdkClientConfig = Pick<
  AppRunnerClientConfig,
  | "region"
  | "maxAttempts"
  | "retryMode"
  | "defaultsMode"
  | "customUserAgent"
  | "requestHandler"
  | "credentials"
  | "endpoint"
  | "useFipsEndpoint"
  | "useDualstackEndpoint"
  | "userAgentAppId"
  | "authSchemePreference"
>;

const connectTimeoutMs = 5_000;

/**
 * The configuration of an SDK client. The client never sends a request twice: whether a call may be repeated is known
 * only to who makes it (a CreateService whose answer was lost must be looked for, not repeated). The time limit of a
 * whole request is the caller's.
 */
export function sdkClientConfig(connection: SdkConnection): SdkClientConfig {
  const { region, version, credentials, endpoint, requestHandler } = connection;
  return {
    region,
    maxAttempts: 1,
    retryMode: "standard",
    defaultsMode: "standard",
    customUserAgent: [["apprunner-operator", version]],
    requestHandler: requestHandler === undefined ? { connectionTimeout: connectTimeoutMs } : { ...requestHandler },
    ...(credentials !== undefined && { credentials }),
    ...(endpoint !== undefined && {
      endpoint,
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      userAgentAppId: () => Promise.resolve(undefined),
      authSchemePreference: [],
    }),
  };
}
