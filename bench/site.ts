import { type Environment, openEnvironment } from "../test/integration/environment.ts";
import { startEmbeddedServer, startRealServer } from "../test/integration/tested-server.ts";
import { realClients } from "../test/tools/real-clients.ts";
import type { ServerName } from "./figure.ts";

/** A Kubernetes API of its own with the CRDs, an emulator at a certain pace, and operator processes when asked for. */
export interface Site {
  readonly env: Environment;
  readonly speed: number;
}

/** Opens a site for as long as `use` runs. */
export async function withSite<T>(server: ServerName, speed: number, use: (site: Site) => Promise<T>): Promise<T> {
  const clientsFor = await realClients();
  if (clientsFor === undefined) throw new Error("kubectl is needed, and Helm: put them on PATH");
  const running = await (server === "embedded" ? startEmbeddedServer() : startRealServer());
  const env = await openEnvironment({ server: running, clientsFor, speed });
  try {
    return await use({ env, speed });
  } finally {
    await env.close();
  }
}
