import { Agent, fetch } from "undici";
import type { Json, JsonObject } from "../../src/base/json.ts";

/** An answer whose body is a JSON object, whatever its status. */
interface JsonAnswer {
  readonly status: number;
  readonly body: JsonObject;
  /** The text of the Warning header; null without one. */
  readonly warning: string | null;
}

/** Calls of one server with JSON bodies. */
export interface JsonCaller {
  call(method: string, path: string, body?: Json, contentType?: string): Promise<JsonAnswer>;
  close(): Promise<void>;
}

/** Makes calls to a server that listens with TLS; `ca` is PEM. */
export function jsonCaller(server: { readonly url: string; readonly ca: string; readonly token: string }): JsonCaller {
  const dispatcher = new Agent({ connect: { ca: server.ca } });
  return {
    call: async (method, path, body, contentType = "application/json") => {
      const response = await fetch(`${server.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${server.token}`, "content-type": contentType },
        body: body === undefined ? null : JSON.stringify(body),
        dispatcher,
      });
      const warning = response.headers.get("warning");
      return { status: response.status, body: (await response.json()) as JsonObject, warning };
    },
    close: () => dispatcher.destroy(),
  };
}
