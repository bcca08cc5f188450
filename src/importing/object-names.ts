/** The names of Kubernetes objects for what has a name at App Runner: readable, valid, and never given twice in a kind. */
export class ObjectNames {
  readonly #kept = new Set<string>();
  readonly #taken = new Set<string>();

  /** Tells the names of all of a kind, so that one that is valid as it is goes to none but its own. */
  keep(kind: string, names: readonly (string | undefined)[]): void {
    for (const name of names) if (name !== undefined && name === baseOf(name)) this.#kept.add(`${kind}/${name}`);
  }

  /** @param name at App Runner, or a domain: letters of both cases, digits, hyphens, underscores, dots and asterisks. */
  take(kind: string, name: string): string {
    const base = baseOf(name);
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? base : `${base}-${number}`;
      const id = `${kind}/${candidate}`;
      if (this.#taken.has(id) || (candidate !== name && this.#kept.has(id))) continue;
      this.#taken.add(id);
      return candidate;
    }
  }
}

function baseOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/^\*\./, "wildcard.")
      .replaceAll(/[^a-z0-9.-]+/g, "-")
      // Kubernetes wants a letter or a digit at both ends of each part between dots.
      .replaceAll(/-*\.[-.]*/g, ".")
      .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, "")
  );
}
