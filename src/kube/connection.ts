/** One HTTP request to the API server. */
export interface KubeRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path and query, as in the request line. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Watches travel apart, so that long streams neither starve calls nor share the fate of their connection. */
  readonly lane: "call" | "watch";
  readonly signal: AbortSignal;
}

/** The head of an answer, and its body, which is to be read once in one of two ways. */
export interface KubeResponse {
  readonly status: number;
  header(name: string): string | undefined;
  text(): Promise<string>;
  chunks(): AsyncIterable<Uint8Array>;
}

/** A way to reach one API server as one user: sockets and credentials. */
export interface KubeConnection {
  /** Host and port, for messages and metrics. */
  readonly host: string;
  /** Rejects when no answer came; an answer of any status resolves. */
  send(request: KubeRequest): Promise<KubeResponse>;
  /** Reads the credentials anew, from their source. Called when the server no longer accepts them. */
  refreshCredentials(): Promise<void>;
  /**
   * Takes new sockets for requests to come, since one that was sent got no answer: over HTTP/2 a connection that a
   * middlebox has silently dropped would take all further requests as well. Those under way are not disturbed.
   */
  abandonSockets(lane: KubeRequest["lane"]): void;
  /** Ends all sockets. Requests under way fail. */
  close(): Promise<void>;
}
