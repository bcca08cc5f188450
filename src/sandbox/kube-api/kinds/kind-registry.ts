import { apiVersionOf, type Kind } from "./kind.ts";

/** The kinds that are served at the moment. Custom ones come and go with their definitions. */
export class KindRegistry {
  readonly #kinds = new Map<string, Kind>();
  #generation = 0;

  /** Changes with every change of what is served. */
  get generation(): number {
    return this.#generation;
  }

  add(kind: Kind): void {
    this.#kinds.set(`${apiVersionOf(kind)}/${kind.names.plural}`, kind);
    this.#generation++;
  }

  /** Stops serving every version of a resource. */
  removeResource(resource: string): void {
    for (const [key, kind] of this.#kinds) if (kind.resource === resource) this.#kinds.delete(key);
    this.#generation++;
  }

  find(group: string, version: string, plural: string): Kind | undefined {
    return this.#kinds.get(`${apiVersionOf({ group, version })}/${plural}`);
  }

  /** Any version of the resource. */
  ofResource(resource: string): Kind | undefined {
    return this.all().find((kind) => kind.resource === resource);
  }

  all(): readonly Kind[] {
    return [...this.#kinds.values()];
  }
}
