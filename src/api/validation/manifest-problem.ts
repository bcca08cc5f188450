/** Why a manifest is refused. Neither part contains a value of the manifest, since that may be a secret. */
export interface ManifestProblem {
  /** The field as the API server names it, such as `spec.tags[0].key`. */
  readonly field: string;
  readonly message: string;
}
