import path from "node:path";
import type { ServedAppRunner } from "../../sandbox/start.ts";
import { createLogger } from "../../telemetry/logger.ts";
import type { CliContext } from "../cli-context.ts";
import type { ExitCode } from "../exit-code.ts";
import { checkKnobs } from "../emulate/check-knobs.ts";
import { connect } from "../kubernetes/connect.ts";
import { untilEnded } from "../operator/until-ended.ts";
import { startEmbeddedKubernetes, type ReachableCluster } from "../playground/start-embedded-kubernetes.ts";
import { startPlayground } from "../playground/start-playground.ts";
import { Cleanups } from "../process/cleanups.ts";
import { writeReadyFile } from "../process/ready-file.ts";
import { wantsColour } from "../process/wants-colour.ts";
import { type OpenState, openState } from "../state/open-state.ts";
import type { SavedState } from "../state/state-text.ts";
import { isOnExistingCluster } from "./check-sandbox-options.ts";
import { confirmCluster } from "./confirm-cluster.ts";
import { sandboxGreeting } from "./sandbox-greeting.ts";
import type { SandboxOptions } from "./sandbox-options.ts";

/** The command `sandbox`: cluster, emulator and operator, until it is told to stop. */
export async function sandbox(options: SandboxOptions, context: CliContext): Promise<ExitCode> {
  const { clock, stderr, stdout, signal } = context;
  const { logLevel: level, logFormat: format, speed } = options;
  const logger = createLogger({ level, format, destination: stderr, clock, colour: wantsColour(context) });
  const knobs = checkKnobs(options);
  const cleanups = new Cleanups();
  try {
    const state = await openState(options.state, context, cleanups);
    const cluster = await clusterOf(options, context, cleanups, state.loaded.kubernetes);
    const emulated = { clock: state.clock, saved: state.loaded.appRunner };
    const settings = { ...options, knobs, emulated, logger };
    const { operator, appRunner } = await startPlayground(cluster, settings, context, cleanups);
    await keepAll(state, appRunner, cluster);
    const addresses = {
      appRunnerUrl: appRunner.url,
      kubernetesUrl: cluster.config.server,
      kubeconfig: cluster.kubeconfig,
      metricsUrl: operator.metricsUrl,
      healthUrl: operator.healthUrl,
    };
    return await untilEnded(operator, signal, async () => {
      await writeReadyFile(options.readyFile, addresses, context.pid);
      stdout.write(
        options.output === "json"
          ? `${JSON.stringify({ event: "ready", ...addresses })}\n`
          : sandboxGreeting(addresses, {
              speed,
              examples: path.join(context.dataFolder, "examples"),
              context: cluster.config.context,
              existing: isOnExistingCluster(options),
              state: options.state,
            }),
      );
    });
  } finally {
    await cleanups.run();
  }
}

/** Keeps App Runner's resources, and the objects of the cluster where that is the sandbox's own. */
function keepAll({ keep, clock }: OpenState, appRunner: ServedAppRunner, { save }: ReachableCluster): Promise<void> {
  return keep({
    state: () => ({
      appRunner: { ...appRunner.save(), aheadMs: clock.aheadMs },
      ...(save === undefined ? {} : { kubernetes: save() }),
    }),
    isUnderWay: () => appRunner.isUnderWay(),
  });
}

async function clusterOf(
  options: SandboxOptions,
  context: CliContext,
  cleanups: Cleanups,
  saved: SavedState["kubernetes"],
): Promise<ReachableCluster> {
  if (!isOnExistingCluster(options)) {
    return startEmbeddedKubernetes(
      { port: options.kubernetesPort, kubeconfig: options.writeKubeconfig, saved },
      context,
      cleanups,
    );
  }
  const cluster = await connect(options, context);
  cleanups.add(() => cluster.connection.close());
  await confirmCluster(options.yes, cluster.config, context.ask);
  const kubeconfig = options.kubeconfig === undefined ? cluster.config.origin : path.resolve(options.kubeconfig);
  return { ...cluster, kubeconfig };
}
