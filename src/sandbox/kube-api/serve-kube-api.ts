import { writeFile } from "node:fs/promises";
import { generate } from "selfsigned";
import { listen, type ListenOptions } from "../serve.ts";
import type { KubeApi } from "./kube-api.ts";
import { kubeconfigText } from "./kubeconfig-text.ts";

type Certificate = NonNullable<ListenOptions["tls"]>;

/** The API on a socket. */
export interface ServedKubeApi {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  readonly port: number;
  /** The certificate that clients have to trust. */
  readonly caPem: string;
  /** With its key. Serving with it again, on the same port, is to clients the same server after an outage. */
  readonly certificate: Certificate;
  /** A kubeconfig with everything that kubectl needs. */
  kubeconfig(): string;
  /** Writes it, readable by the user alone. */
  writeKubeconfig(path: string): Promise<void>;
  save(): ReturnType<KubeApi["save"]>;
  /** Ends all connections, watches too. */
  close(): Promise<void>;
}

/**
 * Serves the API on loopback, over TLS with a certificate of its own unless one is given. Port 0 takes any free port.
 */
export async function serveKubeApi(
  api: KubeApi,
  options: { readonly port: number; readonly certificate?: Certificate },
): Promise<ServedKubeApi> {
  const certificate = options.certificate ?? (await newCertificate());
  const server = await listen((request) => api.handle(request), { port: options.port, tls: certificate });
  const kubeconfig = (): string => kubeconfigText({ url: server.url, caPem: certificate.cert, token: api.token });
  return {
    url: server.url,
    port: server.port,
    caPem: certificate.cert,
    certificate,
    kubeconfig,
    writeKubeconfig: (path) => writeFile(path, kubeconfig(), { mode: 0o600 }),
    save: () => api.save(),
    close: () => server.close(),
  };
}

async function newCertificate(): Promise<Certificate> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "apprunner-operator sandbox" }], {
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
  return { cert, key };
}
