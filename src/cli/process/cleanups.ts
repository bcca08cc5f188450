/** What has to be undone at the end, in the reverse order of its doing. */
export class Cleanups {
  readonly #tasks: (() => Promise<unknown>)[] = [];

  add(task: () => Promise<unknown>): void {
    this.#tasks.push(task);
  }

  /** Undoes everything, also when something fails meanwhile; rejects with the first failure. To be called once. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (const task of this.#tasks.toReversed()) await task().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
