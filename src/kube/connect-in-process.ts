import type { KubeConnection, KubeResponse } from "./connection.ts";

/**
 * A connection without sockets, to a server that is a function from request to response: for simulations in virtual
 * time, and for tests of one's own.
 */
export function connectInProcess(handle: (request: Request) => Promise<Response> | Response): KubeConnection {
  const origin = "http://in-process.invalid";
  return {
    host: "in-process",
    async send({ method, path, headers, body, signal }) {
      const request = new Request(`${origin}${path}`, {
        method,
        headers,
        signal,
        ...(body === undefined ? {} : { body }),
      });
      return adapt(await handle(request), signal);
    },
    refreshCredentials: () => Promise.resolve(),
    abandonSockets: () => undefined,
    close: () => Promise.resolve(),
  };
}

function adapt(response: Response, signal: AbortSignal): KubeResponse {
  return {
    status: response.status,
    header: (name) => response.headers.get(name) ?? undefined,
    text: () => response.text(),
    chunks: () => readUntilAborted(response.body, signal),
  };
}

/** The handler need not know of the signal, so the reading side ends the stream itself. */
async function* readUntilAborted(
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  const cancel = (): void => void reader.cancel(signal.reason).catch(() => undefined);
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      yield value;
    }
  } finally {
    signal.removeEventListener("abort", cancel);
    cancel();
  }
}
