import type { KubeObject } from "../client.ts";

/** How a scripted server misbehaves for one request. */
export type Fault = (request: ScriptedRequest) => Response;

interface ScriptedRequest {
  readonly url: URL;
  readonly signal: AbortSignal;
  /** The server's own answer to the request. */
  readonly answer: () => Response;
}

interface Frame {
  readonly version: number;
  readonly text: string;
}

/**
 * A server of one collection at the level of bytes: lists and watches are right, except where the next fault of `lists`
 * or `watches` takes the request over.
 */
export class ScriptedServer<T extends KubeObject> {
  readonly lists: Fault[] = [];
  readonly watches: Fault[] = [];
  /** The requests so far: `list` or `watch <version>`. */
  readonly requests: string[] = [];
  readonly #objects = new Map<string, T>();
  readonly #frames: Frame[] = [];
  readonly #streams = new Set<(frame: Frame) => void>();
  #version = 100;

  /** Adds or changes an object; `make` gets the new version. */
  put(make: (resourceVersion: string) => T): void {
    const object = make(String(++this.#version));
    const known = this.#objects.has(object.metadata.name);
    this.#objects.set(object.metadata.name, object);
    this.#append(known ? "MODIFIED" : "ADDED", object);
  }

  remove(name: string): void {
    const object = this.#objects.get(name);
    if (object === undefined) return;
    this.#objects.delete(name);
    this.#append("DELETED", { ...object, metadata: { ...object.metadata, resourceVersion: String(++this.#version) } });
  }

  /** What a reader in step would hold: `name@version`. */
  get state(): readonly string[] {
    return [...this.#objects.values()].map(({ metadata }) => `${metadata.name}@${metadata.resourceVersion}`).toSorted();
  }

  readonly handle = (request: Request): Response => {
    const url = new URL(request.url);
    const watch = url.searchParams.has("watch");
    this.requests.push(watch ? `watch ${url.searchParams.get("resourceVersion")}` : "list");
    const answer = (): Response => (watch ? this.#watch(url, request.signal) : this.#list());
    const fault = (watch ? this.watches : this.lists).shift();
    return fault === undefined ? answer() : fault({ url, signal: request.signal, answer });
  };

  #list(): Response {
    const metadata = { resourceVersion: String(this.#version) };
    return Response.json({ kind: "List", apiVersion: "v1", metadata, items: [...this.#objects.values()] });
  }

  #watch(url: URL, signal: AbortSignal): Response {
    const since = Number(url.searchParams.get("resourceVersion"));
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        const send = ({ version, text }: Frame): void => {
          if (version > since) controller.enqueue(encoder.encode(text));
        };
        for (const frame of this.#frames) send(frame);
        this.#streams.add(send);
        signal.addEventListener("abort", () => this.#streams.delete(send), { once: true });
      },
    });
    return new Response(body);
  }

  #append(type: string, object: T): void {
    const frame = { version: this.#version, text: frameText(type, object) };
    this.#frames.push(frame);
    for (const send of this.#streams) send(frame);
  }
}

/** A frame as it stands in a watch stream. */
export function frameText(type: string, object: unknown): string {
  return `${JSON.stringify({ type, object })}\n`;
}

/** A Status of failure. */
export function failure(status: number, reason: string, headers: Record<string, string> = {}): Response {
  const body = {
    kind: "Status",
    apiVersion: "v1",
    status: "Failure",
    reason,
    code: status,
    message: `${reason} it is`,
  };
  return Response.json(body, { status, headers });
}

/** A stream of `text` that then ends, breaks, or stays silent for good. */
export function streamOf(text: string, then: "ends" | "breaks" | "stalls"): Response {
  return new Response(
    new ReadableStream<Uint8Array>(
      {
        start(controller) {
          if (text !== "") controller.enqueue(new TextEncoder().encode(text));
          if (then === "ends") controller.close();
        },
        pull(controller) {
          if (then === "breaks") controller.error(new Error("socket hang up"));
          return then === "stalls" ? new Promise(() => undefined) : undefined;
        },
      },
      { highWaterMark: 0 },
    ),
  );
}
