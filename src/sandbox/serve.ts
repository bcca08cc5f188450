import { createServer as createHttpServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { getRequestListener } from "@hono/node-server";
import { ConnectionDropped } from "./connection-dropped.ts";

/** Answers one HTTP request. May reject with `ConnectionDropped` to end the connection without an answer. */
export type Handler = (request: Request) => Promise<Response>;

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The address to bind; by default loopback, so that nothing outside of this machine gets in. */
  readonly host?: string;
  /** PEM texts. With them the server speaks HTTPS (HTTP/1.1), without them HTTP. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

export interface Listening {
  /** Scheme, host and port, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends every open connection, also those in the middle of an answer (a watch). */
  close(): Promise<void>;
}

/** Tells the listener that the answer is taken care of, here: that there is none. */
const noAnswer = { "x-hono-already-sent": "true" };

/**
 * Serves `handler` over a socket. The request's `signal` aborts when the client goes away.
 * Rejects with Node's own error (`code` EADDRINUSE, EACCES, ...) when the address cannot be bound.
 */
export function listen(handler: Handler, options: ListenOptions): Promise<Listening> {
  const host = options.host ?? "127.0.0.1";
  const answer = getRequestListener(
    async (request, env) => {
      try {
        return await handler(request);
      } catch (error) {
        if (!(error instanceof ConnectionDropped)) throw error;
        if ("socket" in env.incoming) env.incoming.socket.destroy();
        return new Response(null, { headers: noAnswer });
      }
    },
    { overrideGlobalObjects: false },
  );
  // It settles once the answer is sent, and reports a handler's failure itself.
  const listener: RequestListener = (incoming, outgoing) => void answer(incoming, outgoing);
  const server: Server =
    options.tls === undefined
      ? createHttpServer(listener)
      : createHttpsServer({ cert: options.tls.cert, key: options.tls.key }, listener);

  // Idle connections stay open: closing them races with the client's next request. It also drops the Keep-Alive header,
  // which AWS does not send.
  server.keepAliveTimeout = 0;

  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, () => {
      server.off("error", reject);
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : options.port;
      const shownHost = host.includes(":") ? `[${host}]` : host;
      resolve({
        url: `${options.tls === undefined ? "http" : "https"}://${shownHost}:${port}`,
        port,
        close: () => closeServer(server),
      });
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
