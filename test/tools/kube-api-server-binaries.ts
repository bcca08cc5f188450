import { join } from "node:path";
import { buildGoPrograms } from "./build-go-programs.ts";
import { progressOnStderr } from "./progress.ts";

/** The Kubernetes that the tests judge against; the module under go/kubernetes pins the same. */
export const kubernetesVersion = "v1.35.4";

/** Paths of the programs that make up a Kubernetes API. */
export interface KubeApiServerBinaries {
  readonly etcd: string;
  readonly kubeApiServer: string;
  readonly kubeControllerManager: string;
}

/** The real programs, built from their published Go modules once per machine. */
export async function kubeApiServerBinaries(progress = progressOnStderr): Promise<KubeApiServerBinaries> {
  const [, major = "", minor = ""] = /^v(\d+)\.(\d+)\./.exec(kubernetesVersion) ?? [];
  const version = "k8s.io/component-base/version";
  const folder = await buildGoPrograms(
    {
      name: `kubernetes-${kubernetesVersion}`,
      folder: join(import.meta.dirname, "go/kubernetes"),
      goVersion: "1.25",
      packages: [
        "go.etcd.io/etcd/server/v3",
        "k8s.io/kubernetes/cmd/kube-apiserver",
        "k8s.io/kubernetes/cmd/kube-controller-manager",
      ],
      // Without these the server tells a placeholder, and Helm refuses charts that ask for a Kubernetes version.
      linkedValues: {
        [`${version}.gitVersion`]: kubernetesVersion,
        [`${version}.gitMajor`]: major,
        [`${version}.gitMinor`]: minor,
      },
      expectation: "etcd, kube-apiserver and kube-controller-manager, about 5 minutes on 2 cores, once",
    },
    progress,
  );
  return {
    // Go names a program after its package's path, less the major version: go.etcd.io/etcd/server/v3.
    etcd: join(folder, "server"),
    kubeApiServer: join(folder, "kube-apiserver"),
    kubeControllerManager: join(folder, "kube-controller-manager"),
  };
}
