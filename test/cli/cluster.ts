import path from "node:path";
import { systemClock } from "../../src/base/system-clock.ts";
import { applyCrds } from "../../src/cli/kubernetes/apply-crds.ts";
import { connectToCluster } from "../../src/kube/connect-to-cluster.ts";
import type { KubeClient } from "../../src/kube/client.ts";
import { createKubeClient } from "../../src/kube/create-kube-client.ts";
import { loadKubeConfig } from "../../src/kube/kube-config.ts";
import { startKubernetes } from "../../src/sandbox/start.ts";

/** A Kubernetes API for programs under test, and a client of the test's own. */
export interface TestCluster {
  readonly kubeconfig: string;
  readonly client: KubeClient;
  applyCrds(): Promise<void>;
  close(): Promise<void>;
}

/** Starts an embedded Kubernetes API whose kubeconfig is put into `folder`. */
export async function startTestCluster(folder: string): Promise<TestCluster> {
  const [clock, random] = [systemClock, Math.random];
  const server = await startKubernetes({ clock, random, token: "for-tests", port: 0 });
  const kubeconfig = path.join(folder, "kubeconfig");
  await server.writeKubeconfig(kubeconfig);
  const connection = await connectToCluster(await loadKubeConfig({ file: kubeconfig, env: {} }), clock);
  const client = createKubeClient({ connection, clock, random, fieldManager: "test" });
  return {
    kubeconfig,
    client,
    applyCrds: () => applyCrds(client, clock, path.resolve(import.meta.dirname, "../../crds")),
    async close() {
      await connection.close();
      await server.close();
    },
  };
}
