import type { KubeClient } from "../../kube/client.ts";
import { createKubeClient } from "../../kube/create-kube-client.ts";
import { KubeApiError, KubeTransportError } from "../../kube/kube-error.ts";
import type { AppRunnerEmulatorOptions } from "../../sandbox/app-runner/emulator.ts";
import { type ServedAppRunner, startAppRunner } from "../../sandbox/start.ts";
import type { Logger } from "../../telemetry/logger.ts";
import path from "node:path";
import type { CliContext } from "../cli-context.ts";
import { CliError } from "../cli-error.ts";
import { applyCrds } from "../kubernetes/apply-crds.ts";
import { clusterIdOf } from "../kubernetes/cluster-id.ts";
import type { Cluster } from "../kubernetes/connect.ts";
import { refuseSecondOperator } from "../kubernetes/refuse-second-operator.ts";
import { leaseName } from "../operator/lease-name.ts";
import { type RunningOperator, startOperator } from "../operator/start-operator.ts";
import type { ListenAddress } from "../options/parse-value.ts";
import type { Cleanups } from "../process/cleanups.ts";
import { listenError } from "../process/listen-error.ts";

export interface PlaygroundSettings {
  readonly speed: number;
  /** How the emulator differs from its usual behaviour and pace. */
  readonly knobs?: Pick<AppRunnerEmulatorOptions, "switches" | "durations">;
  /** The emulator's clock and what it begins with; by default that of everything else, and nothing. */
  readonly emulated?: Pick<AppRunnerEmulatorOptions, "clock" | "saved">;
  readonly appRunnerPort: number;
  readonly metricsAddress: ListenAddress;
  readonly healthAddress: ListenAddress;
  readonly logger: Logger;
}

/** An emulated App Runner and an operator that works on a cluster against it. */
export interface Playground {
  readonly appRunner: ServedAppRunner;
  readonly client: KubeClient;
  /** To be stopped first; `cleanups` end the rest. */
  readonly operator: RunningOperator;
}

/** Where services are that name no region. */
export const playgroundRegion = "us-east-1";

const workers = 4;

/**
 * Starts an emulator and an operator beside `cluster`, each reached over the network as in earnest. Nothing of the
 * shell's AWS configuration is used. Resolves as soon as the operator's endpoints serve.
 * @throws {CliError} when something cannot be bound, the cluster does not answer, or an operator works on it already.
 */
export async function startPlayground(
  { connection, config }: Cluster,
  settings: PlaygroundSettings,
  context: CliContext,
  cleanups: Cleanups,
): Promise<Playground> {
  const { clock, random, signal } = context;
  const { speed, appRunnerPort } = settings;
  const client = createKubeClient({ connection, clock, random, fieldManager: leaseName });
  const cluster = await clusterIdOf(client, {
    given: undefined,
    wayOut: "give a kubeconfig or context with the rights of an administrator",
    server: config.server,
    signal,
  });
  await explained(async () => {
    await refuseSecondOperator({ client, clock, explain: (text) => settings.logger.log("warn", text) }, signal);
    await applyCrds(client, clock, path.join(context.dataFolder, "crds"));
  });
  const appRunner = await startAppRunner({
    ...{ clock, random, speed, port: appRunnerPort },
    ...settings.knobs,
    ...settings.emulated,
  }).catch((error: unknown) => {
    throw listenError(error, appRunnerPort, "app-runner-port");
  });
  cleanups.add(() => appRunner.close());
  const operator = await startOperator({
    ...settings,
    kube: connection,
    aws: {
      region: playgroundRegion,
      requiresAccount: false,
      endpoint: appRunner.url,
      credentials: { accessKeyId: "sandbox", secretAccessKey: "sandbox" },
      credentialsNamed: "the sandbox",
      speed,
    },
    namespaces: undefined,
    cluster,
    lease: { namespace: "default", name: leaseName },
    instance: context.hostname,
    workers,
    clock,
    random,
  });
  return { appRunner, client, operator };
}

/** What the cluster refuses is no defect of this program. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KubeApiError || error instanceof KubeTransportError) {
      throw new CliError(`the cluster cannot be prepared: ${error.message}`, undefined, { cause: error });
    }
    throw error;
  }
}
