import type { Json, JsonObject } from "../../../base/json.ts";
import { VirtualClock } from "../../../base/virtual-clock.ts";
import { createKubeApi, type KubeApi } from "../kube-api.ts";
import { widgetsDefinition } from "./widgets.ts";

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Headers;
}

/** What tests do with an API in this process. */
export class ApiCaller {
  readonly clock = new VirtualClock();
  readonly api: KubeApi = createKubeApi({ clock: this.clock, historyLimit: 100 });

  /** With the definition of widgets in place. */
  static async withWidgets(): Promise<ApiCaller> {
    const caller = new ApiCaller();
    const path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    const { status, body } = await caller.call("POST", path, widgetsDefinition);
    if (status !== 201) throw new Error(JSON.stringify(body));
    return caller;
  }

  async call(
    method: string,
    path: string,
    body?: Json,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const type = method === "PATCH" ? "application/merge-patch+json" : "application/json";
    const request = new Request(`http://kubernetes${path}`, {
      method,
      headers: { "content-type": type, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const response = await this.api.handle(request);
    return { status: response.status, body: (await response.json()) as JsonObject, headers: response.headers };
  }

  /** Opens a watch. What it tells is in `frames`, in order, as far as it has come. */
  async watch(path: string): Promise<OpenedWatch> {
    const abort = new AbortController();
    const request = new Request(`http://kubernetes${path}`, { signal: abort.signal });
    const response = await this.api.handle(request);
    const watch = new OpenedWatch(abort);
    void watch.read(response);
    await this.clock.advance(0);
    return watch;
  }
}

/** One frame of a watch. */
export interface Frame {
  readonly type: string;
  readonly object: JsonObject & { readonly metadata?: JsonObject };
}

/** A watch that a test has opened. */
export class OpenedWatch {
  readonly frames: Frame[] = [];
  /** How it ended; undefined while it is open. */
  end: "closed" | "broken" | undefined;
  readonly #abort: AbortController;

  constructor(abort: AbortController) {
    this.#abort = abort;
  }

  /** The type of each frame, with the name of its object. */
  get told(): readonly string[] {
    return this.frames.map(({ type, object }) => `${type} ${String(object.metadata?.["name"] ?? "")}`.trim());
  }

  stop(): void {
    this.#abort.abort();
  }

  async read(response: Response): Promise<void> {
    try {
      const text = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
      for await (const chunk of text as AsyncIterable<string>) {
        for (const line of chunk.trimEnd().split("\n")) {
          this.frames.push(JSON.parse(line) as Frame);
        }
      }
      this.end = "closed";
    } catch {
      this.end = "broken";
    }
  }
}
