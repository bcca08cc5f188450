import { connectToCluster } from "../../kube/connect-to-cluster.ts";
import type { KubeConnection } from "../../kube/connection.ts";
import { KubeConfigError } from "../../kube/kube-config-error.ts";
import { loadKubeConfig, type LoadedKubeConfig } from "../../kube/kube-config.ts";
import type { CliContext } from "../cli-context.ts";
import { CliError } from "../cli-error.ts";

/** A cluster that a kubeconfig names, and the way to it. */
export interface Cluster {
  readonly config: LoadedKubeConfig;
  /** To be closed. */
  readonly connection: KubeConnection;
}

/**
 * Finds the cluster as controllers do.
 * @throws {CliError} when there is no usable kubeconfig, or its credentials cannot be read.
 */
export async function connect(
  { kubeconfig, context }: { readonly kubeconfig: string | undefined; readonly context: string | undefined },
  { env, clock }: Pick<CliContext, "env" | "clock">,
): Promise<Cluster> {
  try {
    const config = await loadKubeConfig({ file: kubeconfig, context, env });
    return { config, connection: await connectToCluster(config, clock) };
  } catch (error) {
    if (error instanceof KubeConfigError) throw new CliError(error.message, undefined, { cause: error });
    throw error;
  }
}
