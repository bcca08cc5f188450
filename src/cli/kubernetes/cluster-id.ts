import type { KubeClient, ResourceType } from "../../kube/client.ts";
import { KubeApiError, KubeTransportError } from "../../kube/kube-error.ts";
import { rootMessage } from "../../kube/one-line.ts";
import { CliError } from "../cli-error.ts";

const namespaces: ResourceType = {
  group: "",
  version: "v1",
  plural: "namespaces",
  kind: "Namespace",
  namespaced: false,
};
const systemNamespace = "kube-system";

export interface ClusterIdOptions {
  readonly given: string | undefined;
  /** What to do where the cluster does not tell its UID. */
  readonly wayOut: string;
  /** How messages name the cluster. */
  readonly server: string;
  /** Ends the wait for a cluster that takes connections and does not answer. */
  readonly signal: AbortSignal;
}

/**
 * What names the cluster in ownership tags: `given`, or the UID of the namespace kube-system, which every cluster has and
 * which lasts as long as the cluster. It is also the first word with the cluster, so a dead one is noticed here.
 * @throws {CliError} when the cluster does not answer, refuses the credentials, or does not tell its UID. The signal's
 * reason when it is aborted.
 */
export async function clusterIdOf(
  client: KubeClient,
  { given, wayOut, server, signal }: ClusterIdOptions,
): Promise<string> {
  try {
    const { metadata } = await client.get(namespaces, { name: systemNamespace }, signal);
    return given ?? metadata.uid;
  } catch (error) {
    if (error instanceof KubeTransportError) {
      throw failure(`cannot reach the Kubernetes API at ${server}: ${rootMessage(error)}`, error);
    }
    if (!(error instanceof KubeApiError)) throw error;
    if (error.status === 401) {
      throw failure(`the Kubernetes API at ${server} does not accept the credentials of the kubeconfig`, error);
    }
    // Any other answer shows that it is there, and that is all one needs where the id is given.
    if (given !== undefined) return given;
    throw failure(`cannot read the UID of the namespace ${systemNamespace} (${error.message}): ${wayOut}`, error);
  }
}

function failure(message: string, cause: unknown): CliError {
  return new CliError(message, undefined, { cause });
}
