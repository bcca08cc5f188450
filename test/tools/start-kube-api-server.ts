import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adminUser, newTokens, tokenAuthFile, type ClusterUser } from "./cluster-users.ts";
import { freePorts } from "./free-ports.ts";
import { kubeApiServerBinaries } from "./kube-api-server-binaries.ts";
import { kubeconfig } from "./kubeconfig.ts";
import { controllerManagerFlags, etcdFlags, kubeApiServerFlags } from "./server-flags.ts";
import { superviseProcess, type SupervisedProcess } from "./supervised-process.ts";
import { waitForServer } from "./wait-for-server.ts";

const startTimeoutMs = 90_000;

export interface KubeApiServerOptions {
  /** Users beside the administrator. */
  readonly users?: readonly ClusterUser[];
  /**
   * Whether namespaces are emptied and removed, dependents collected and roles rolled up, as in a cluster; absent: not.
   */
  readonly controllerManager?: boolean;
  /** Further flags of kube-apiserver, such as feature gates. */
  readonly flags?: readonly string[];
}

/** A running Kubernetes API: etcd, kube-apiserver and, where asked for, the controllers that deletion needs. */
export interface RunningKubeApiServer {
  /** `https://127.0.0.1:<port>`, without a slash at its end. */
  readonly url: string;
  /** The certificate that vouches for the server, PEM. */
  readonly ca: string;
  /** The administrator's bearer token. */
  readonly token: string;
  /** The administrator's kubeconfig. */
  readonly kubeconfigPath: string;
  /** The token of one of the users asked for, by name. */
  tokenOf(user: string): string;
  /** Writes a kubeconfig for one of the users asked for, and returns its path. */
  kubeconfigFor(user: string): Promise<string>;
  /** Kills kube-apiserver and leaves etcd running; resolves to what starts it again, on the same port, and waits for it. */
  outage(): Promise<() => Promise<void>>;
  /** Kills all processes and removes their data. */
  stop(): Promise<void>;
}

/**
 * Starts a Kubernetes API of its own with empty storage on free loopback ports, and resolves when it is ready to serve.
 * Its processes end with this one, however that ends. Throws with the tail of the log when the start fails.
 */
export async function startKubeApiServer(options: KubeApiServerOptions = {}): Promise<RunningKubeApiServer> {
  const binaries = await kubeApiServerBinaries();
  const folder = await mkdtemp(join(tmpdir(), "kube-api-server-"));
  const users = [adminUser, ...(options.users ?? [])];
  const tokens = newTokens(users);
  const tokenOf = (user: string): string => {
    const token = tokens.get(user);
    if (token === undefined) throw new Error(`no user ${user} was asked for when the server was started`);
    return token;
  };
  const token = tokenOf(adminUser.name);
  const processes: SupervisedProcess[] = [];
  const start = (name: string, file: string, flags: readonly string[], dataFolder = ""): SupervisedProcess => {
    const started = superviseProcess(file, flags, join(folder, `${name}.log`), { dataFolder });
    processes.unshift(started);
    return started;
  };
  const stop = async (): Promise<void> => {
    for (const each of processes) await each.stop();
    await rm(folder, { recursive: true, force: true });
  };

  try {
    const [etcdPort = 0, etcdPeerPort = 0, port = 0] = await freePorts(3);
    await writeKeyPair(folder);
    await writeFile(join(folder, "tokens.csv"), tokenAuthFile(users, tokens), { mode: 0o600 });
    const dataFolder = join(folder, "etcd");
    const etcd = start("etcd", binaries.etcd, etcdFlags(dataFolder, etcdPort, etcdPeerPort), dataFolder);
    const serverFlags = [...kubeApiServerFlags(folder, port, etcdPort), ...(options.flags ?? [])];
    const url = `https://127.0.0.1:${port}`;
    const certificate = (): Promise<string | undefined> =>
      readFile(join(folder, "apiserver.crt"), "utf8").catch(() => undefined);
    const serve = async (): Promise<SupervisedProcess> => {
      const server = start("kube-apiserver", binaries.kubeApiServer, serverFlags);
      await whileRunning({ etcd, "kube-apiserver": server }, async (signal) => {
        await waitForServer({ url: `${url}/readyz`, token, ca: certificate }, signal);
        // A controller inside the server makes it, shortly after the server says that it is ready.
        await waitForServer({ url: `${url}/api/v1/namespaces/default`, token, ca: certificate }, signal);
      });
      return server;
    };
    let server = await serve();
    const outage = async (): Promise<() => Promise<void>> => {
      await server.stop();
      return async () => {
        server = await serve();
      };
    };
    const ca = await readFile(join(folder, "apiserver.crt"), "utf8");
    const kubeconfigFor = async (user: string): Promise<string> => {
      const path = join(folder, `${user.replaceAll(":", "-")}.kubeconfig`);
      await writeFile(path, kubeconfig({ url, ca, token: tokenOf(user) }), { mode: 0o600 });
      return path;
    };
    const kubeconfigPath = await kubeconfigFor(adminUser.name);
    if (options.controllerManager === true) {
      start("kube-controller-manager", binaries.kubeControllerManager, controllerManagerFlags(kubeconfigPath));
    }
    return { url, ca, token, kubeconfigPath, tokenOf, kubeconfigFor, outage, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The key pair that the server asks for to sign service account tokens with. */
async function writeKeyPair(folder: string): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await writeFile(join(folder, "sa.key"), privateKey.export({ type: "pkcs1", format: "pem" }), { mode: 0o600 });
  await writeFile(join(folder, "sa.pub"), publicKey.export({ type: "spki", format: "pem" }));
}

/** Runs `work`, and gives up with a log's tail as soon as one of the processes ends, or when it takes too long. */
async function whileRunning(
  processes: Readonly<Record<string, SupervisedProcess>>,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  let working = true;
  for (const [name, each] of Object.entries(processes)) {
    void each.ended.then(async (code) => {
      if (working) failed.abort(new Error(`${name} ended with exit code ${code}:\n${await each.logTail()}`));
    });
  }
  try {
    await work(AbortSignal.any([failed.signal, AbortSignal.timeout(startTimeoutMs)]));
  } catch (error) {
    if (error === failed.signal.reason) throw error;
    const tails = await Promise.all(
      Object.entries(processes).map(async ([name, each]) => `${name}:\n${await each.logTail()}`),
    );
    throw new Error(`kube-apiserver was not ready within ${startTimeoutMs / 1000} s\n${tails.join("\n")}`, {
      cause: error,
    });
  } finally {
    working = false;
  }
}
