/** A difference that is known and accepted. */
export interface Exclusion {
  /** Why the servers may differ here: what a user of the embedded server has to know. */
  readonly reason: string;
  /** The steps that it applies to, each as `<scenario>: <step>`. */
  readonly steps: readonly string[];
  /** Places within each answer, each with all below it; `[*]` is any item of a list. Absent: the whole answer. */
  readonly at?: readonly string[];
}
