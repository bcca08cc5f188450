import { dump } from "js-yaml";
import type { JsonObject } from "../../../base/json.ts";
import type { ApiError } from "../errors/api-error.ts";

/** Collects what goes along with an answer, and sends it. */
export class Reply {
  readonly #headers = new Headers({ "cache-control": "no-cache, private" });
  readonly #warnings = new Set<string>();
  readonly #encoding: "json" | "yaml";

  constructor(encoding: "json" | "yaml" = "json") {
    this.#encoding = encoding;
  }

  /** A text that clients show to people. The same one is sent only once. */
  warn(text: string): void {
    if (this.#warnings.has(text)) return;
    this.#warnings.add(text);
    this.#headers.append("warning", `299 - "${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`);
  }

  send(status: number, body: JsonObject): Response {
    const isYaml = this.#encoding === "yaml";
    this.#headers.set("content-type", isYaml ? "application/yaml" : "application/json");
    return new Response(isYaml ? dump(body) : `${JSON.stringify(body)}\n`, { status, headers: this.#headers });
  }

  stream(frames: ReadableStream<Uint8Array>): Response {
    this.#headers.set("content-type", "application/json");
    return new Response(frames, { status: 200, headers: this.#headers });
  }
}

/** The answer to a request that was refused. */
export function refusal(error: ApiError): Response {
  const response = new Reply().send(error.code, error.toStatus());
  const seconds = error.details?.retryAfterSeconds;
  if (seconds !== undefined) response.headers.set("retry-after", `${seconds}`);
  return response;
}
