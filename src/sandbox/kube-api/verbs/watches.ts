import type { Change } from "../store/object-store.ts";

/** A watch that is open. */
export interface OpenWatch {
  readonly resource: string;
  deliver(change: Change): void;
  /** Ends it: as a time-out does, or as a broken connection does. */
  end(how: "close" | "break"): void;
}

/** The open watches, in the order in which they were opened. */
export class Watches {
  readonly #open = new Set<OpenWatch>();
  #held: { readonly watch: OpenWatch; readonly change: Change }[] | undefined;

  add(watch: OpenWatch): void {
    this.#open.add(watch);
  }

  remove(watch: OpenWatch): void {
    this.#open.delete(watch);
  }

  get count(): number {
    return this.#open.size;
  }

  deliver(change: Change): void {
    for (const watch of [...this.#open]) {
      if (watch.resource !== change.resource) continue;
      if (this.#held === undefined) watch.deliver(change);
      else this.#held.push({ watch, change });
    }
  }

  /** Whether changes are being held back. */
  get isPaused(): boolean {
    return this.#held !== undefined;
  }

  pause(): void {
    this.#held ??= [];
  }

  /** Delivers what was held back to the watches that are still open. */
  resume(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const { watch, change } of held) if (this.#open.has(watch)) watch.deliver(change);
  }

  endAll(how: "close" | "break", matches: (watch: OpenWatch) => boolean): void {
    for (const watch of [...this.#open]) if (matches(watch)) watch.end(how);
  }
}
