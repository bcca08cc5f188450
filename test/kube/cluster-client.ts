import { seededRandom } from "../../src/base/random.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import type { KubeClient } from "../../src/kube/client.ts";
import { connectToCluster } from "../../src/kube/connect-to-cluster.ts";
import type { KubeConnection } from "../../src/kube/connection.ts";
import { createKubeClient } from "../../src/kube/create-kube-client.ts";
import { loadKubeConfig, type LoadedKubeConfig } from "../../src/kube/kube-config.ts";

/** A client on the real clock for the cluster of a kubeconfig, optionally through another port of this machine. */
export async function clusterClient(
  kubeconfigPath: string,
  options: { readonly throughPort?: number; readonly timeoutMs?: number } = {},
): Promise<{ readonly client: KubeClient; readonly connection: KubeConnection }> {
  const config = await loadKubeConfig({ file: kubeconfigPath, env: {} });
  const { throughPort, timeoutMs } = options;
  const source = throughPort === undefined ? config : redirected(config, throughPort);
  const connection = await connectToCluster(source, systemClock);
  const common = { clock: systemClock, random: seededRandom(1), fieldManager: "kube-runtime-test" };
  return { connection, client: createKubeClient({ ...common, connection, timeoutMs }) };
}

function redirected(config: LoadedKubeConfig, port: number): LoadedKubeConfig {
  return {
    ...config,
    read: async () => ({ ...(await config.read()), server: `https://127.0.0.1:${port}` }),
  };
}
