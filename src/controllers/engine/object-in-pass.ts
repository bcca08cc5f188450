import type { ManagedResource } from "./managed-resource.ts";
import type { Outcome } from "./outcome.ts";
import type { PassContext } from "./pass-context.ts";
import { statusEvents } from "./status-events.ts";
import { statusOf } from "./status.ts";

/** The object of a pass as its writes leave it. Each write is made on the version that the one before it returned. */
export class ObjectInPass<Resource extends ManagedResource, Memory extends object, Observation extends object> {
  readonly #context: PassContext<Resource, Memory, Observation>;
  #resource: Resource;
  /** A mutating call was made, or tried. */
  #mustKeep = false;
  #isNews = false;
  /** The resourceVersions that this pass has made obsolete, oldest first. */
  readonly superseded: string[] = [];

  constructor(context: PassContext<Resource, Memory, Observation>, resource: Resource) {
    this.#context = context;
    this.#resource = resource;
  }

  get resource(): Resource {
    return this.#resource;
  }

  /** Whether it holds what this pass has not seen. */
  get isNews(): boolean {
    return this.#isNews;
  }

  async claim(identity: string): Promise<void> {
    this.#replaceBy(await this.#context.writer.claim(this.#resource, identity));
  }

  /** Undefined: the object is gone with that. */
  async release(): Promise<Resource | undefined> {
    this.superseded.push(this.#resource.metadata.resourceVersion);
    return this.#context.writer.release(this.#resource);
  }

  /**
   * To be called before a call is made. Nothing has happened yet: what people see stays as it is, and only the memory of
   * it is written.
   */
  async recordIntent(memory: Memory): Promise<void> {
    const { conditions, observedGeneration } = this.#resource.status ?? {};
    const status = { conditions: conditions ?? [], observedGeneration: observedGeneration ?? -1, ...memory };
    this.#replaceBy(await this.#context.writer.writeStatus(this.#resource, status));
    this.#mustKeep = true;
  }

  /**
   * Writes the status of the pass's end. What was done must be remembered, so that nobody else's write loses it; what was
   * only seen can be seen again, and must not cover what a pass over a newer version found.
   */
  async tell(outcome: Outcome, memory: Memory): Promise<void> {
    const { clock, observer, writer } = this.#context;
    const before = this.#resource.status;
    const status = statusOf(this.#resource, outcome, memory, clock.nowMs());
    const written = this.#mustKeep
      ? await writer.writeResult(this.#resource, status)
      : { resource: await writer.writeStatus(this.#resource, status), isNews: false };
    this.#isNews = written.isNews;
    this.#replaceBy(written.resource);
    for (const event of statusEvents(before, status)) observer.event(this.#resource, event);
    observer.passEnded(this.#resource, outcome);
  }

  #replaceBy(resource: Resource): void {
    const before = this.#resource.metadata.resourceVersion;
    this.#resource = resource;
    if (resource.metadata.resourceVersion !== before) this.superseded.push(before);
  }
}
