/** What a client needs to reach a server as somebody. */
export interface KubeconfigInput {
  readonly url: string;
  /** PEM. */
  readonly ca: string;
  readonly token: string;
}

/** The text of a kubeconfig with one cluster, user and context. JSON is YAML, and needs no library to be written. */
export function kubeconfig({ url, ca, token }: KubeconfigInput): string {
  const name = "test";
  return JSON.stringify(
    {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name, cluster: { server: url, "certificate-authority-data": Buffer.from(ca).toString("base64") } }],
      users: [{ name, user: { token } }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      "current-context": name,
    },
    null,
    2,
  );
}
