import type { Clock } from "../base/clock.ts";
import type { JsonObject } from "../base/json.ts";
import type { Random } from "../base/random.ts";
import { sleep } from "../base/sleep.ts";
import { unreachable } from "../base/unreachable.ts";
import { decideRetry } from "./call-retry.ts";
import type { KubeConnection, KubeRequest, KubeResponse } from "./connection.ts";
import { decodeJsonObject } from "./decode-json.ts";
import { decodeStatus, parseRetryAfterMs } from "./decode-status.ts";
import { KubeApiError, KubeTransportError } from "./kube-error.ts";
import type { RestObserver } from "./observer.ts";
import { rootMessage } from "./one-line.ts";
import { withDeadline } from "./with-deadline.ts";

/** A call as its caller sees it: without transport matters. */
export interface RestCall {
  readonly method: KubeRequest["method"];
  readonly path: string;
  readonly body?: JsonObject | readonly unknown[] | undefined;
  readonly contentType?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RestCallerOptions {
  readonly connection: KubeConnection;
  readonly clock: Clock;
  readonly random: Random;
  readonly userAgent: string;
  /** For one attempt of a call, its answer read to the end; for a watch, until its first byte. */
  readonly timeoutMs: number;
  readonly observer?: RestObserver | undefined;
}

interface Attempt {
  readonly signal: AbortSignal;
  readonly onStatus: (status: number) => void;
}

/** Makes calls with timeouts and the few retries of `decideRetry`. Its errors name method and path, never a body. */
export class RestCaller {
  readonly #options: RestCallerOptions;

  constructor(options: RestCallerOptions) {
    this.#options = options;
  }

  /** The decoded answer. */
  async call(call: RestCall): Promise<JsonObject> {
    return this.#retrying(call, () =>
      this.#attempt("call", call, call.signal, async (attempt) => {
        const response = await this.#send(call, "call", attempt);
        return decodeJsonObject(await readable(call, response.text()), describeCall(call));
      }),
    );
  }

  /** The body of a successful answer, to be read for as long as `signal` lets. Not retried, but for a refused credential. */
  async open(call: RestCall, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const once = (): Promise<AsyncIterable<Uint8Array>> =>
      this.#attempt("watch", call, signal, async (attempt) => {
        // The attempt's signal ends with the attempt; the stream goes on and heeds the caller's.
        const streamSignal = AbortSignal.any([signal, attempt.signal]);
        return streamOf(call, await this.#send(call, "watch", { ...attempt, signal: streamSignal }));
      });
    try {
      return await once();
    } catch (error) {
      if (!(error instanceof KubeApiError) || error.status !== 401) throw error;
      await this.#refreshCredentials(call);
      return once();
    }
  }

  async #retrying<T>(call: RestCall, attemptOnce: () => Promise<T>): Promise<T> {
    const { clock, random } = this.#options;
    let refreshed = false;
    for (let attempt = 1; ; attempt++) {
      try {
        return await attemptOnce();
      } catch (error) {
        const decision = decideRetry({ error, method: call.method, attempt, refreshed }, random);
        switch (decision.action) {
          case "fail":
            throw error;
          case "refresh-credentials":
            refreshed = true;
            await this.#refreshCredentials(call);
            break;
          case "retry":
            await sleep(clock, decision.afterMs, call.signal);
            break;
          default:
            unreachable(decision);
        }
      }
    }
  }

  async #attempt<T>(
    lane: KubeRequest["lane"],
    call: RestCall,
    signal: AbortSignal | undefined,
    work: (attempt: Attempt) => Promise<T>,
  ): Promise<T> {
    const { clock, timeoutMs, connection, observer } = this.#options;
    const startMs = clock.monotonicMs();
    let status: number | "<error>" = "<error>";
    const timeoutError = (): Error => {
      connection.abandonSockets(lane);
      return new KubeTransportError(`${describeCall(call)}: no answer within ${timeoutMs} ms`);
    };
    try {
      return await withDeadline({ clock, timeoutMs, signal, timeoutError }, (attemptSignal) =>
        work({ signal: attemptSignal, onStatus: (answered) => (status = answered) }),
      );
    } finally {
      const durationMs = clock.monotonicMs() - startMs;
      observer?.requestFinished({ method: call.method, host: connection.host, status, durationMs });
    }
  }

  /** Resolves with a response of success; its body is not read yet. */
  async #send(call: RestCall, lane: KubeRequest["lane"], { signal, onStatus }: Attempt): Promise<KubeResponse> {
    const headers: Record<string, string> = { accept: "application/json", "user-agent": this.#options.userAgent };
    if (call.body !== undefined) headers["content-type"] = call.contentType ?? "application/json";
    const body = call.body === undefined ? undefined : JSON.stringify(call.body);
    const sent = this.#options.connection.send({ method: call.method, path: call.path, headers, body, lane, signal });
    const response = await readable(call, sent);
    onStatus(response.status);
    if (response.status >= 200 && response.status < 300) return response;
    throw decodeStatus(parseOrNothing(await readable(call, response.text())), describeCall(call), {
      status: response.status,
      retryAfterMs: parseRetryAfterMs(response.header("retry-after")),
    });
  }

  async #refreshCredentials(call: RestCall): Promise<void> {
    await readable(call, this.#options.connection.refreshCredentials());
  }
}

/** Method and path, without the query, which may be long. */
export function describeCall(call: RestCall): string {
  return `${call.method} ${call.path.replace(/\?.*$/u, "")}`;
}

async function* streamOf(call: RestCall, response: KubeResponse): AsyncGenerator<Uint8Array> {
  try {
    yield* response.chunks();
  } catch (error) {
    throw transportError(call, error);
  }
}

async function readable<T>(call: RestCall, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw transportError(call, error);
  }
}

function transportError(call: RestCall, error: unknown): Error {
  if (error instanceof KubeTransportError) return error;
  return new KubeTransportError(`${describeCall(call)}: ${rootMessage(error)}`, { cause: error, retryable: true });
}

/** A proxy on the way may answer with HTML: then the HTTP status is all there is. */
function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
