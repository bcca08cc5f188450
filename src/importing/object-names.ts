/** The names of Kubernetes objects for what has a name at App Runner: readable, valid, and never given twice in a kind. */
export class ObjectNames {
  readonly #taken = new Set<string>();

  /** @param name at App Runner, or a domain: letters of both cases, digits, hyphens, underscores, dots and asterisks. */
  take(kind: string, name: string): string {
    const base = name
      .toLowerCase()
      .replace(/^\*\./, "wildcard.")
      .replaceAll(/[^a-z0-9.-]+/g, "-")
      .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, "");
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? base : `${base}-${number}`;
      if (this.#taken.has(`${kind}/${candidate}`)) continue;
      this.#taken.add(`${kind}/${candidate}`);
      return candidate;
    }
  }
}
