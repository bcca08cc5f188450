import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface EndpointAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What is served, by path. */
export type Endpoints = Readonly<Record<string, () => Promise<EndpointAnswer> | EndpointAnswer>>;

export interface EndpointServer {
  /** `http://host:port`. */
  readonly url: string;
  /** Stops serving and ends all connections. */
  close(): Promise<void>;
}

/**
 * Serves small read-only endpoints over HTTP. Port 0 takes a free one. Rejects when the address cannot be bound (Node's
 * error, with its code).
 */
export async function serveEndpoints(
  { host, port }: { readonly host: string; readonly port: number },
  endpoints: Endpoints,
): Promise<EndpointServer> {
  const server = createServer((request, response) => void answer(endpoints, request, response));
  await listen(server, host, port);
  const bound = server.address() as AddressInfo;
  const shown = bound.family === "IPv6" ? `[${bound.address}]` : bound.address;
  return {
    url: `http://${shown}:${bound.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer(endpoints: Endpoints, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? "/").replace(/\?.*$/u, "");
  const found = Object.hasOwn(endpoints, path) ? endpoints[path] : undefined;
  const { status, contentType, body } = await answerOf(found, request.method);
  response.writeHead(status, { "content-type": contentType, "content-length": Buffer.byteLength(body) });
  response.end(request.method === "HEAD" ? undefined : body);
}

async function answerOf(endpoint: Endpoints[string] | undefined, method: string | undefined): Promise<EndpointAnswer> {
  const plain = (status: number, body: string): EndpointAnswer => ({
    status,
    contentType: "text/plain; charset=utf-8",
    body,
  });
  if (endpoint === undefined) return plain(404, "not found\n");
  if (method !== "GET" && method !== "HEAD") return plain(405, "method not allowed\n");
  try {
    return await endpoint();
  } catch {
    // Its text might hold anything; that it failed is visible to whoever asked.
    return plain(500, "the endpoint failed\n");
  }
}
