/** A difference that is known and accepted. */
export interface Exclusion {
  /** Why the servers may differ here: what a user of the embedded server has to know. */
  readonly reason: string;
  /** The steps that it applies to, each as `<scenario>: <step>`. */
  readonly steps: readonly string[];
  /** The places within each of the answers, as prefixes of a difference's path; absent: the whole answer. */
  readonly at?: readonly string[];
}
