import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/base/system-clock.ts";
import { createKubeApi } from "../../src/sandbox/kube-api/kube-api.ts";
import { serveKubeApi } from "../../src/sandbox/kube-api/serve-kube-api.ts";
import { startKubeApiServer } from "../tools/start-kube-api-server.ts";

/** A Kubernetes API that the suite runs on. */
export interface TestedServer {
  /** Of somebody who may do everything. */
  readonly kubeconfigPath: string;
  /** Takes the API away, with all its connections; resolves to what brings it back, with all that it had stored. */
  outage(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

/** The embedded Kubernetes API, over TLS, in this process. */
export async function startEmbeddedServer(): Promise<TestedServer> {
  const folder = await mkdtemp(join(tmpdir(), "embedded-kube-api-"));
  const api = createKubeApi({ clock: systemClock, token: "a-token" });
  let served = await serveKubeApi(api, { port: 0 });
  const { port, certificate } = served;
  const kubeconfigPath = join(folder, "kubeconfig");
  await served.writeKubeconfig(kubeconfigPath);
  return {
    kubeconfigPath,
    outage: async () => {
      await served.close();
      return async () => {
        served = await serveKubeApi(api, { port, certificate });
      };
    },
    stop: async () => {
      await served.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A real kube-apiserver with etcd. */
export async function startRealServer(): Promise<TestedServer> {
  return startKubeApiServer();
}
