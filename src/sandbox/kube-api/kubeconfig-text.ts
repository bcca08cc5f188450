import { dump } from "js-yaml";

/** Of the one cluster, user and context in the kubeconfig. */
export const kubeconfigName = "apprunner-operator-sandbox";

/** A kubeconfig for one server and one user. */
export function kubeconfigText(server: {
  readonly url: string;
  readonly caPem: string;
  readonly token: string | undefined;
}): string {
  const name = kubeconfigName;
  return dump({
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [
      {
        name,
        cluster: { server: server.url, "certificate-authority-data": Buffer.from(server.caPem).toString("base64") },
      },
    ],
    users: [{ name, user: server.token === undefined ? {} : { token: server.token } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: "default" } }],
  });
}
