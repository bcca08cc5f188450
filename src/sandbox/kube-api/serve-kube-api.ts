import { writeFile } from "node:fs/promises";
import { generate } from "selfsigned";
import { listen } from "../serve.ts";
import type { KubeApi } from "./kube-api.ts";
import { kubeconfigText } from "./kubeconfig-text.ts";

/** The API on a socket. */
export interface ServedKubeApi {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** The certificate that clients have to trust. */
  readonly caPem: string;
  /** A kubeconfig with everything that kubectl needs. */
  kubeconfig(): string;
  /** Writes it, readable by the user alone. */
  writeKubeconfig(path: string): Promise<void>;
  /** Ends all connections, watches too. */
  close(): Promise<void>;
}

/** Serves the API on loopback, over TLS with a certificate of its own. Port 0 takes any free one. */
export async function serveKubeApi(api: KubeApi, { port }: { readonly port: number }): Promise<ServedKubeApi> {
  const certificate = await generate([{ name: "commonName", value: "apprunner-operator sandbox" }], {
    algorithm: "sha256",
    keyType: "ec",
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  const tls = { cert: certificate.cert, key: certificate.private };
  const server = await listen((request) => api.handle(request), { port, tls });
  const kubeconfig = (): string => kubeconfigText({ url: server.url, caPem: certificate.cert, token: api.token });
  return {
    url: server.url,
    port: server.port,
    caPem: certificate.cert,
    kubeconfig,
    writeKubeconfig: (path) => writeFile(path, kubeconfig(), { mode: 0o600 }),
    close: () => server.close(),
  };
}
