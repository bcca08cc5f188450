import type { Timer } from "../../../base/clock.ts";
import type { JsonObject } from "../../../base/json.ts";
import { ApiError } from "../errors/api-error.ts";
import { forbidden, notSupported, type FieldError } from "../errors/field-error.ts";
import { invalidObject } from "../errors/refusals.ts";
import type { Kind } from "../kinds/kind.ts";
import { withMeta, type StoredObject } from "../objects/kube-object.ts";
import type { Renderer } from "../output/renderer.ts";
import { objectSelector, type ObjectSelector } from "../selectors/object-selector.ts";
import type { Change } from "../store/object-store.ts";
import type { ServerContext } from "./server-context.ts";
import type { OpenWatch } from "./watches.ts";

const bookmarkPeriodMs = 60_000;
/** Bookmarks come a little before the end as well, so that the client can go on from a late version. */
const lastBookmarkMs = 2_000;
const defaultTimeoutSeconds = 1_800;

/** What a watch was asked for. */
interface WatchRequest {
  readonly kind: Kind;
  readonly selects: ObjectSelector;
  readonly bookmarks: boolean;
  /** Changes after this; undefined: first everything that is there. */
  readonly from: number | undefined;
  /** Whether to tell when everything that was there has been sent. */
  readonly marksInitialEnd: boolean;
  readonly timeoutMs: number;
}

/** Where the frames of a watch go, and who may end it. */
export interface WatchClient {
  readonly renderer: Renderer;
  readonly signal: AbortSignal;
}

/** Opens a watch: JSON frames, one on a line, until it times out, is dropped, or the client goes. @throws ApiError */
export function watchObjects(
  context: ServerContext,
  place: { readonly kind: Kind; readonly namespace: string | undefined },
  query: URLSearchParams,
  client: WatchClient,
): ReadableStream<Uint8Array> {
  const request = readRequest(context, place.kind, place.namespace, query);
  let stream: WatchStream | undefined;
  return new ReadableStream({
    start(controller) {
      stream = new WatchStream(context, request, client, controller);
      stream.open();
    },
    cancel: () => stream?.release(),
  });
}

function readRequest(
  context: ServerContext,
  kind: Kind,
  namespace: string | undefined,
  query: URLSearchParams,
): WatchRequest {
  const version = query.get("resourceVersion") ?? "";
  const sendsInitial = query.get("sendInitialEvents") === "true";
  const bookmarks = query.get("allowWatchBookmarks") === "true";
  refuseMatch(query.get("resourceVersionMatch") ?? "", query.has("sendInitialEvents"));
  const seconds = Number(query.get("timeoutSeconds") ?? "0");
  const timeoutSeconds = seconds > 0 ? seconds : defaultTimeoutSeconds * (1 + context.random());
  return {
    kind,
    selects: objectSelector(kind, namespace, query),
    bookmarks,
    from: sendsInitial || version === "" || version === "0" ? undefined : Number(version),
    marksInitialEnd: sendsInitial && bookmarks,
    timeoutMs: timeoutSeconds * 1000,
  };
}

const match = "resourceVersionMatch";

function refuseMatch(given: string, asksInitial: boolean): void {
  const errors: FieldError[] = [];
  if (!asksInitial && given !== "") {
    errors.push(forbidden(match, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
  }
  if (asksInitial && given !== "NotOlderThan") {
    errors.push(forbidden(match, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    if (given !== "") errors.push(notSupported(match, given, ["NotOlderThan"]));
  }
  if (errors.length > 0) throw invalidObject({ group: "meta.k8s.io", kind: "ListOptions" }, "", errors);
}

class WatchStream implements OpenWatch {
  readonly resource: string;
  readonly #context: ServerContext;
  readonly #request: WatchRequest;
  readonly #renderer: Renderer;
  readonly #controller: ReadableStreamDefaultController<Uint8Array>;
  readonly #signal: AbortSignal;
  /** The client has gone: there is nobody left to be told that the stream broke. */
  readonly #onAbort = (): void => this.end("close");
  readonly #endsAtMs: number;
  #timer: Timer | undefined;
  #isOpen = true;
  #revision = 0;

  constructor(
    context: ServerContext,
    request: WatchRequest,
    { renderer, signal }: WatchClient,
    controller: ReadableStreamDefaultController<Uint8Array>,
  ) {
    this.resource = request.kind.resource;
    this.#context = context;
    this.#request = request;
    this.#renderer = renderer;
    this.#controller = controller;
    this.#signal = signal;
    this.#endsAtMs = context.clock.monotonicMs() + request.timeoutMs;
  }

  open(): void {
    if (this.#signal.aborted) return this.#controller.close();
    this.#signal.addEventListener("abort", this.#onAbort, { once: true });
    this.#context.watches.add(this);
    this.#schedule();
    try {
      this.#catchUp();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#send("ERROR", error.toStatus());
      this.end("close");
    }
  }

  deliver(change: Change): void {
    const { kind, selects } = this.#request;
    if (change.revision <= this.#revision) return;
    this.#revision = change.revision;
    const present = (object: StoredObject): StoredObject => this.#context.presenter.present(object, kind);
    const before = change.previous === undefined ? undefined : present(change.previous);
    const after = present(change.object);
    const selectedBefore = before !== undefined && selects(before);
    const selectedAfter = change.type !== "DELETED" && selects(after);
    if (selectedAfter) this.#send(selectedBefore ? "MODIFIED" : "ADDED", this.#renderer.frame(after));
    else if (selectedBefore) this.#send("DELETED", this.#renderer.frame(last(before, after, change)));
  }

  end(how: "close" | "break"): void {
    if (!this.#isOpen) return;
    this.release();
    if (how === "close") this.#controller.close();
    else this.#controller.error(new Error("the watch was dropped"));
  }

  /** Lets go of everything; the stream itself is left as it is. */
  release(): void {
    this.#isOpen = false;
    this.#timer?.cancel();
    this.#signal.removeEventListener("abort", this.#onAbort);
    this.#context.watches.remove(this);
  }

  #catchUp(): void {
    const { from, kind, selects, marksInitialEnd } = this.#request;
    const { store, presenter } = this.#context;
    if (from !== undefined) {
      this.#revision = from;
      for (const change of store.changesSince(from)) if (change.resource === this.resource) this.deliver(change);
      this.#revision = Math.max(this.#revision, store.revision);
      return;
    }
    const view = this.#context.reads();
    this.#revision = view.revision;
    for (const object of view.list(kind.resource)) {
      const presented = presenter.present(object, kind);
      if (selects(presented)) this.#send("ADDED", this.#renderer.frame(presented));
    }
    if (marksInitialEnd) this.#bookmark({ "k8s.io/initial-events-end": "true" });
    if (view !== store)
      for (const change of store.changesSince(view.revision))
        if (change.resource === this.resource) this.deliver(change);
  }

  #bookmark(annotations?: Readonly<Record<string, string>>): void {
    this.#send("BOOKMARK", this.#renderer.bookmark(`${this.#revision}`, annotations));
  }

  /** One timer at a time: the next bookmark, or the end. */
  #schedule(): void {
    const { clock, watches, store } = this.#context;
    const leftMs = this.#endsAtMs - clock.monotonicMs();
    const bookmarkInMs = Math.min(bookmarkPeriodMs, leftMs - lastBookmarkMs);
    const isBookmark = this.#request.bookmarks && bookmarkInMs > 0;
    this.#timer = clock.setTimer(isBookmark ? bookmarkInMs : leftMs, () => {
      if (!isBookmark) return this.end("close");
      if (!watches.isPaused) {
        this.#revision = Math.max(this.#revision, store.revision);
        this.#bookmark();
      }
      this.#schedule();
    });
  }

  #send(type: string, object: JsonObject): void {
    if (this.#isOpen) this.#controller.enqueue(encoder.encode(`${JSON.stringify({ type, object })}\n`));
  }
}

const encoder = new TextEncoder();

/** What is told of an object that is gone, or that no longer fits: its state before, at the revision of the change. */
function last(before: StoredObject, after: StoredObject, change: Change): StoredObject {
  if (change.type === "DELETED") return after;
  return withMeta(before, { resourceVersion: `${change.revision}` });
}
