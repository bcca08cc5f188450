import { ApiError } from "../errors/api-error.ts";
import type { ApiRequest } from "../request/api-request.ts";
import type { Change, ObjectStore, StoreView } from "../store/object-store.ts";
import type { OpenWatch, Watches } from "../verbs/watches.ts";

/** A request that reached the API, as tests see it. Absent for /version and other paths that are not about objects. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly api: ApiRequest | undefined;
}

/** What is to become of a request. */
export type Verdict =
  | { readonly kind: "serve" }
  /** The connection breaks before the server acts. */
  | { readonly kind: "loseRequest" }
  /** The server acts, then the connection breaks. */
  | { readonly kind: "loseReply" }
  /** The server refuses. `retryAfterSeconds` becomes the Retry-After header. */
  | {
      readonly kind: "refuse";
      readonly status: number;
      readonly reason?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
    };

export type Interceptor = (request: SeenRequest) => Verdict | undefined;
type Matcher = (request: SeenRequest) => boolean;

export interface FailOptions {
  readonly status: number;
  readonly reason?: string;
  readonly message?: string;
  readonly retryAfterSeconds?: number;
  /** How many requests; by default one. */
  readonly next?: number;
  /** Which requests; by default every one. */
  readonly matching?: Matcher;
}

/** Makes the API misbehave on purpose, as real ones do now and then. */
export class Controls {
  readonly #store: ObjectStore;
  readonly #watches: Watches;
  readonly #interceptors = new Set<Interceptor>();
  #frozen: StoreView | undefined;

  constructor(store: ObjectStore, watches: Watches) {
    this.#store = store;
    this.#watches = watches;
  }

  /** Forgets all history: the next watch or continued list from an older version gets 410. */
  compact(): void {
    this.#store.compact();
  }

  /** Ends the open watches, as a server that restarts does (`close`), or in the middle of a frame's way (`break`). */
  dropWatches(how: "close" | "break" = "break", matching: (watch: OpenWatch) => boolean = () => true): void {
    this.#watches.endAll(how, matching);
  }

  /** How many watches are open. */
  get openWatches(): number {
    return this.#watches.count;
  }

  /** From now on watches stay silent; what they miss comes with `resumeWatches`. */
  pauseWatches(): void {
    this.#watches.pause();
  }

  resumeWatches(): void {
    this.#watches.resume();
  }

  /**
   * From now on gets and lists, and what new watches begin with, show the state at `revision` (by default the present
   * one), as a server with a cache that lags behind does. Writes go on as ever. @throws ApiError 410 if it is too old.
   */
  freezeReads(revision: number = this.#store.revision): void {
    this.#frozen = this.#store.at(revision);
  }

  thawReads(): void {
    this.#frozen = undefined;
  }

  /** What gets and lists see. */
  get reads(): StoreView {
    return this.#frozen ?? this.#store;
  }

  /** The number of the last write: what to give to `freezeReads` later. */
  get revision(): number {
    return this.#store.revision;
  }

  /** Asks `interceptor` about every request; the first that gives a verdict decides. Returns how to take it away. */
  intercept(interceptor: Interceptor): () => void {
    this.#interceptors.add(interceptor);
    return () => void this.#interceptors.delete(interceptor);
  }

  /** Refuses the next requests that match. */
  fail({ next = 1, matching = () => true, ...refusal }: FailOptions): () => void {
    let left = next;
    const remove = this.intercept((request) => {
      if (left <= 0 || !matching(request)) return undefined;
      if (--left === 0) remove();
      return { kind: "refuse", ...refusal };
    });
    return remove;
  }

  /** Calls `listener` with every change right after it was committed, before the reply is on its way. */
  afterCommit(listener: (change: Change) => void): () => void {
    return this.#store.subscribe(listener);
  }

  judge(request: SeenRequest): Verdict {
    for (const interceptor of [...this.#interceptors]) {
      const verdict = interceptor(request);
      if (verdict !== undefined) return verdict;
    }
    return { kind: "serve" };
  }
}

/** The error of a verdict that refuses. */
export function refusalOf(verdict: Extract<Verdict, { kind: "refuse" }>): ApiError {
  const {
    status,
    reason = "",
    message = `the request was refused on purpose (${status})`,
    retryAfterSeconds,
  } = verdict;
  return new ApiError(status, reason, message, retryAfterSeconds === undefined ? undefined : { retryAfterSeconds });
}
