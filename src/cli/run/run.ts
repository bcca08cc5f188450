import path from "node:path";
import { createKubeClient } from "../../kube/create-kube-client.ts";
import { createLogger } from "../../telemetry/logger.ts";
import type { CliContext } from "../cli-context.ts";
import type { ExitCode } from "../exit-code.ts";
import { clusterIdOf } from "../kubernetes/cluster-id.ts";
import { leaseName } from "../operator/lease-name.ts";
import { startOperator } from "../operator/start-operator.ts";
import { untilEnded } from "../operator/until-ended.ts";
import { writeReadyFile } from "../process/ready-file.ts";
import { wantsColour } from "../process/wants-colour.ts";
import { connect } from "../kubernetes/connect.ts";
import { credentialsNamed } from "./credentials-named.ts";
import type { RunOptions } from "./run-options.ts";

/** The command `run`: the operator alone, until it is told to stop or cannot go on. */
export async function runOperator(options: RunOptions, context: CliContext): Promise<ExitCode> {
  const { env, clock, random, stderr } = context;
  const { logLevel: level, logFormat: format } = options;
  const logger = createLogger({ level, format, destination: stderr, clock, colour: wantsColour(context) });
  const { config, connection: kube } = await connect(options, context);
  try {
    const client = createKubeClient({ connection: kube, clock, random, fieldManager: leaseName });
    const cluster = await clusterIdOf(client, {
      given: options.clusterId,
      wayOut: "give --cluster-id",
      server: `${config.server} (${config.origin})`,
      signal: context.signal,
    });
    const namespace = options.leaderElectionNamespace ?? env["POD_NAMESPACE"] ?? config.namespace ?? "default";
    const operator = await startOperator({
      ...options,
      kube,
      aws: {
        region: options.region,
        requiresAccount: options.requireAwsAccount,
        endpoint: options.awsEndpointUrl,
        credentials: undefined,
        credentialsNamed: credentialsNamed(env),
        speed: options.speed,
      },
      cluster,
      lease: options.leaderElect ? { namespace, name: leaseName } : undefined,
      instance: env["POD_NAME"] ?? context.hostname,
      logger,
      clock,
      random,
    });
    logger.log("info", "the operator has started", {
      cluster,
      server: config.server,
      metricsUrl: operator.metricsUrl,
      healthUrl: operator.healthUrl,
    });
    const addresses = {
      // As the AWS SDK takes it; absent: AWS itself.
      appRunnerUrl: options.awsEndpointUrl ?? env["AWS_ENDPOINT_URL_APPRUNNER"] ?? env["AWS_ENDPOINT_URL"],
      kubernetesUrl: config.server,
      kubeconfig: config.file === undefined ? undefined : path.resolve(config.file),
      metricsUrl: operator.metricsUrl,
      healthUrl: operator.healthUrl,
    };
    return await untilEnded(operator, context.signal, () => writeReadyFile(options.readyFile, addresses, context.pid));
  } finally {
    await kube.close();
  }
}
