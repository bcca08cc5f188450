import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { KubeConfigError } from "./kube-config-error.ts";

/** Where to look for a cluster. */
export interface KubeConfigOptions {
  /** `--kubeconfig`. */
  readonly file?: string | undefined;
  /** `--context`; absent: the file's current one. */
  readonly context?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where a pod finds its token, the cluster's CA and its namespace; default: where Kubernetes puts them. */
  readonly serviceAccountFolder?: string | undefined;
}

/** What a cluster is described by. */
export type KubeConfigPlace =
  | { readonly kind: "files"; readonly files: readonly string[]; readonly origin: string }
  | {
      readonly kind: "service-account";
      readonly server: string;
      /** Holds `token`, `ca.crt` and `namespace`. */
      readonly folder: string;
      readonly origin: string;
    };

/**
 * As controllers do: the file that is named, `KUBECONFIG`, the pod's service account, then `~/.kube/config`. Throws a
 * KubeConfigError when there is none of them. Does not read any.
 */
export function findKubeConfig({ file, env, serviceAccountFolder }: KubeConfigOptions): KubeConfigPlace {
  if (file !== undefined) return { kind: "files", files: [file], origin: file };
  const listed = (env["KUBECONFIG"] ?? "").split(delimiter).filter((part) => part !== "");
  if (listed.length > 0) return { kind: "files", files: listed, origin: listed.join(delimiter) };
  const folder = serviceAccountFolder ?? "/var/run/secrets/kubernetes.io/serviceaccount";
  const host = env["KUBERNETES_SERVICE_HOST"];
  const port = env["KUBERNETES_SERVICE_PORT"];
  if (host !== undefined && port !== undefined && existsSync(join(folder, "token"))) {
    const address = host.includes(":") ? `[${host}]` : host;
    const server = `https://${address}:${port}`;
    return { kind: "service-account", server, folder, origin: "the pod's service account" };
  }
  const home = env["HOME"] ?? env["USERPROFILE"];
  const standard = home === undefined ? undefined : join(home, ".kube", "config");
  if (standard !== undefined && existsSync(standard)) return { kind: "files", files: [standard], origin: standard };
  throw new KubeConfigError(
    "no cluster: give --kubeconfig or KUBECONFIG, or run in a pod (there is no ~/.kube/config)",
  );
}
