import { join } from "node:path";

const loopback = "127.0.0.1";

/** Durability is of no use to storage that is removed after the test. */
export function etcdFlags(dataFolder: string, port: number, peerPort: number): readonly string[] {
  const client = `http://${loopback}:${port}`;
  const peer = `http://${loopback}:${peerPort}`;
  return [
    `--data-dir=${dataFolder}`,
    `--listen-client-urls=${client}`,
    `--advertise-client-urls=${client}`,
    `--listen-peer-urls=${peer}`,
    `--initial-advertise-peer-urls=${peer}`,
    `--initial-cluster=default=${peer}`,
    "--unsafe-no-fsync",
    "--log-level=warn",
  ];
}

/**
 * The server makes its own certificate, apiserver.crt, in `folder`, which also holds sa.key, sa.pub and tokens.csv.
 * Without the ServiceAccount admission plug-in, pods and secrets do not wait for accounts that no controller makes.
 */
export function kubeApiServerFlags(folder: string, port: number, etcdPort: number): readonly string[] {
  return [
    `--etcd-servers=http://${loopback}:${etcdPort}`,
    `--secure-port=${port}`,
    `--bind-address=${loopback}`,
    `--advertise-address=${loopback}`,
    `--cert-dir=${folder}`,
    "--service-cluster-ip-range=10.0.0.0/24",
    "--authorization-mode=RBAC",
    "--disable-admission-plugins=ServiceAccount",
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    `--service-account-key-file=${join(folder, "sa.pub")}`,
    `--service-account-signing-key-file=${join(folder, "sa.key")}`,
    `--token-auth-file=${join(folder, "tokens.csv")}`,
  ];
}

/**
 * What deletion needs, and the roll-up of the roles view, edit and admin. The controllers for pods, nodes and the like
 * would find nothing to do.
 */
export function controllerManagerFlags(kubeconfigPath: string): readonly string[] {
  return [
    `--kubeconfig=${kubeconfigPath}`,
    "--controllers=namespace-controller,garbage-collector-controller,clusterrole-aggregation-controller",
    "--leader-elect=false",
    "--secure-port=0",
  ];
}
