import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type SavedObjects, startKubernetes } from "../../sandbox/start.ts";
import type { CliContext } from "../cli-context.ts";
import { CliError } from "../cli-error.ts";
import { connect, type Cluster } from "../kubernetes/connect.ts";
import type { Cleanups } from "../process/cleanups.ts";
import { fileTrouble } from "../process/file-trouble.ts";
import { listenError } from "../process/listen-error.ts";
import { checkKubeconfigPlace } from "./check-kubeconfig-place.ts";

/** A cluster and the kubeconfig that leads to it. */
export interface ReachableCluster extends Cluster {
  readonly kubeconfig: string;
  /** Of the embedded Kubernetes API: what is in it. */
  readonly save?: () => SavedObjects;
}

/**
 * Starts an embedded Kubernetes API and connects to it as anybody would: by its kubeconfig, over TLS.
 * @param settings `kubeconfig`: where to write that; undefined: into a folder of its own, which goes at the end.
 * `saved`: what an earlier one had.
 * @throws {CliError} when the port or the file cannot be had.
 */
export async function startEmbeddedKubernetes(
  settings: {
    readonly port: number;
    readonly kubeconfig: string | undefined;
    readonly saved?: SavedObjects | undefined;
  },
  context: CliContext,
  cleanups: Cleanups,
): Promise<ReachableCluster> {
  const { clock, random } = context;
  const { port, kubeconfig, saved } = settings;
  if (kubeconfig !== undefined) await checkKubeconfigPlace(kubeconfig);
  const token = randomBytes(16).toString("hex");
  const server = await startKubernetes({ clock, random, token, port, saved }).catch((error: unknown) => {
    throw listenError(error, port, "kubernetes-port");
  });
  cleanups.add(() => server.close());
  const file = path.resolve(kubeconfig ?? path.join(await temporaryFolder(cleanups), "kubeconfig"));
  try {
    await server.writeKubeconfig(file);
  } catch (error) {
    throw new CliError(`cannot write the kubeconfig ${file}: ${fileTrouble(error)}`, undefined, { cause: error });
  }
  // Neither the shell's KUBECONFIG nor its cluster.
  const cluster = await connect({ kubeconfig: file, context: undefined }, { env: {}, clock });
  cleanups.add(() => cluster.connection.close());
  return { ...cluster, kubeconfig: file, save: () => server.save() };
}

async function temporaryFolder(cleanups: Cleanups): Promise<string> {
  const parent = tmpdir();
  const folder = await mkdtemp(path.join(parent, "apprunner-operator-")).catch((error: unknown) => {
    const message = `cannot make a temporary folder in ${parent}: set TMPDIR to a folder that can be written to`;
    throw new CliError(message, undefined, { cause: error });
  });
  cleanups.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
