import { Agent, fetch } from "undici";

/** One request, as it goes to every server under comparison. */
interface ComparedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
}

/** What of an answer can be compared, or is needed to read it. */
export interface ServerAnswer {
  readonly status: number;
  /** The value of a header, by its name in lower case; null when it is absent. */
  header(name: string): string | null;
  text(): Promise<string>;
  /** The body in pieces, as they come. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** A Kubernetes API, reached as its administrator. */
export interface ComparedServer {
  readonly name: string;
  send(request: ComparedRequest): Promise<ServerAnswer>;
  close(): Promise<void>;
}

/** A server that listens with TLS. `ca` is PEM. */
export function serverAt(options: {
  readonly name: string;
  readonly url: string;
  readonly ca: string;
  readonly token: string;
}): ComparedServer {
  const dispatcher = new Agent({ connect: { ca: options.ca } });
  return {
    name: options.name,
    send: async ({ method, path, headers, body, signal }) => {
      const response = await fetch(`${options.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${options.token}`, ...headers },
        body: body ?? null,
        signal,
        dispatcher,
      });
      return {
        status: response.status,
        header: (name) => response.headers.get(name),
        text: () => response.text(),
        chunks: () => chunksOf(response.body),
      };
    },
    close: () => dispatcher.destroy(),
  };
}

async function* chunksOf(body: AsyncIterable<unknown> | null): AsyncIterable<Uint8Array> {
  for await (const chunk of body ?? []) {
    if (!(chunk instanceof Uint8Array)) throw new Error("a body's chunk is not bytes");
    yield chunk;
  }
}

/** A server in this process, as a function of requests. */
export function serverOf(options: {
  readonly name: string;
  readonly token: string;
  readonly handle: (request: Request) => Promise<Response>;
}): ComparedServer {
  return {
    name: options.name,
    send: async ({ method, path, headers, body, signal }) => {
      const response = await options.handle(
        new Request(`https://127.0.0.1${path}`, {
          method,
          headers: { authorization: `Bearer ${options.token}`, ...headers },
          body: typeof body === "object" ? new Uint8Array(body) : (body ?? null),
          signal,
        }),
      );
      return {
        status: response.status,
        header: (name) => response.headers.get(name),
        text: () => response.text(),
        chunks: () => chunksOf(response.body),
      };
    },
    close: () => Promise.resolve(),
  };
}
