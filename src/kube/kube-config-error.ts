/** There is no usable kubeconfig. The message is one line for a person, and holds nothing of the file's contents. */
export class KubeConfigError extends Error {
  override readonly name = "KubeConfigError";
}
