/** How to reach a cluster and who to be there, at one moment. */
export interface KubeCredentials {
  /** The base URL of the API server, without a slash at the end. */
  readonly server: string;
  /** Authorization and impersonation. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings;
  /** An HTTP proxy in front of the server. */
  readonly proxyUrl?: string | undefined;
}

export interface TlsSettings {
  readonly ca?: string | Buffer | undefined;
  readonly cert?: string | Buffer | undefined;
  readonly key?: string | Buffer | undefined;
  readonly servername?: string | undefined;
  readonly rejectUnauthorized?: boolean | undefined;
}

/** Where credentials come from. */
export interface CredentialSource {
  /** Current ones: certificates, token files and plugins are asked again, within their own validity. */
  read(): Promise<KubeCredentials>;
  /** Forgets whatever was remembered: the next `read` starts from the files. */
  reload(): Promise<void>;
}
