import { readFileSync } from "node:fs";
import type { RequestOptions } from "node:https";
import { join } from "node:path";
import type { KubeConfig } from "@kubernetes/client-node";
import { findKubeConfig, type KubeConfigOptions, type KubeConfigPlace } from "./find-kube-config.ts";
import { KubeConfigError } from "./kube-config-error.ts";
import type { CredentialSource, KubeCredentials, TlsSettings } from "./kube-credentials.ts";
import { oneLine, rootMessage } from "./one-line.ts";

/** A cluster as a kubeconfig names it. */
export interface LoadedKubeConfig extends CredentialSource {
  /** What it was read from, for messages. */
  readonly origin: string;
  /** The kubeconfig file; undefined when there are several, or none. */
  readonly file: string | undefined;
  readonly context: string;
  readonly server: string;
  /** The context's namespace, or the pod's own; absent: not told. */
  readonly namespace: string | undefined;
}

/**
 * Finds the cluster (see `findKubeConfig`) and reads how to reach it. Throws a KubeConfigError. Certificates, tokens, exec plugins and auth providers of the kubeconfig
 * are those that client-node knows; it is loaded only here, since importing it is slow.
 */
export async function loadKubeConfig(options: KubeConfigOptions): Promise<LoadedKubeConfig> {
  const place = findKubeConfig(options);
  let config = await load(place, options.context);
  const cluster = currentCluster(config, place.origin);
  return {
    origin: place.origin,
    file: place.kind === "files" && place.files.length === 1 ? place.files[0] : undefined,
    context: config.getCurrentContext(),
    server: cluster.server,
    namespace: config.getContextObject(config.getCurrentContext())?.namespace,
    async read() {
      return readCredentials(config, currentCluster(config, place.origin));
    },
    async reload() {
      config = await load(place, options.context);
    },
  };
}

async function load(place: KubeConfigPlace, context: string | undefined): Promise<KubeConfig> {
  const { KubeConfig } = await import("./client-node-config.ts");
  let config = new KubeConfig();
  if (place.kind === "service-account") {
    loadServiceAccount(config, place);
  } else {
    loadFiles(KubeConfig, config, place);
  }
  config = allowingPlainHttp(KubeConfig, config);
  if (context !== undefined) {
    if (config.getContextObject(context) === null) {
      throw new KubeConfigError(`the kubeconfig ${place.origin} has no context ${JSON.stringify(context)}`);
    }
    config.setCurrentContext(context);
  }
  return config;
}

/** client-node has this built in, but takes server and folder from the process's own environment. */
function loadServiceAccount(
  config: KubeConfig,
  { server, folder }: { readonly server: string; readonly folder: string },
): void {
  const tokenFile = join(folder, "token");
  const users = [{ name: "pod", authProvider: { name: "tokenFile", config: { tokenFile } } }];
  const clusters = [{ name: "pod", server, caFile: join(folder, "ca.crt"), skipTLSVerify: false }];
  const namespace = readFileSync(join(folder, "namespace"), "utf8").trim();
  const contexts = [{ name: "pod", cluster: "pod", user: "pod", namespace }];
  config.loadFromOptions({ clusters, users, contexts, currentContext: "pod" });
}

/** As kubectl: what the first file says counts, the others add to it. */
function loadFiles(
  Config: typeof KubeConfig,
  config: KubeConfig,
  { files, origin }: { readonly files: readonly string[]; readonly origin: string },
): void {
  try {
    for (const [index, file] of files.entries()) {
      const one = index === 0 ? config : new Config();
      one.loadFromFile(file);
      if (index > 0) config.mergeConfig(one, true);
    }
  } catch (error) {
    throw new KubeConfigError(`cannot read the kubeconfig ${origin}: ${reasonOf(error)}`);
  }
}

/** client-node refuses an http server (`kubectl proxy`, say) unless told not to verify what is not there to verify. */
function allowingPlainHttp(
  Config: typeof KubeConfig,
  { clusters, users, contexts, currentContext }: KubeConfig,
): KubeConfig {
  const config = new Config();
  const allowed = clusters.map((cluster) =>
    cluster.server.startsWith("http:") ? { ...cluster, skipTLSVerify: true } : cluster,
  );
  config.loadFromOptions({ clusters: allowed, users, contexts, currentContext });
  return config;
}

/** A parser's message quotes the file, which holds credentials: only the kind of failure is told. */
function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "permission denied";
  return code ?? "it is not a valid kubeconfig";
}

function currentCluster(config: KubeConfig, origin: string): { readonly server: string; readonly proxyUrl?: string } {
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new KubeConfigError(`the kubeconfig ${origin} has no cluster for its current context`);
  if (!URL.canParse(cluster.server) || !/^https?:/u.test(cluster.server)) {
    throw new KubeConfigError(`the kubeconfig ${origin} has no valid server: ${oneLine(cluster.server)}`);
  }
  const { proxyUrl } = cluster;
  if (proxyUrl !== undefined && proxyUrl !== "" && !/^https?:/u.test(proxyUrl)) {
    throw new KubeConfigError(`the kubeconfig ${origin} names a proxy that is not HTTP, which is not supported`);
  }
  return {
    server: cluster.server.replace(/\/+$/u, ""),
    ...(proxyUrl === undefined || proxyUrl === "" ? {} : { proxyUrl }),
  };
}

async function readCredentials(
  config: KubeConfig,
  { server, proxyUrl }: { readonly server: string; readonly proxyUrl?: string },
): Promise<KubeCredentials> {
  const options: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    throw new KubeConfigError(`cannot get credentials for ${server}: ${rootMessage(error)}`);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) headers[name.toLowerCase()] = String(value).trim();
  if (typeof options.auth === "string") {
    headers["authorization"] = `Basic ${Buffer.from(options.auth).toString("base64")}`;
  }
  return { server, headers, tls: tlsOf(options), proxyUrl };
}

function tlsOf({ ca, cert, key, servername, rejectUnauthorized }: RequestOptions): TlsSettings {
  return {
    ca: pem(ca),
    cert: pem(cert),
    key: pem(key),
    servername,
    rejectUnauthorized,
  };
}

function pem(value: unknown): string | Buffer | undefined {
  return typeof value === "string" || Buffer.isBuffer(value) ? value : undefined;
}
