import { allKinds, createControllers } from "../../controllers/create-controllers.ts";
import { resolveTimings } from "../../controllers/engine/timings.ts";
import { createKubeClient } from "../../kube/create-kube-client.ts";
import { EventRecorder } from "../../kube/event-recorder.ts";
import { conditionMetrics } from "../../telemetry/condition-metrics.ts";
import { createRegistry } from "../../telemetry/create-registry.ts";
import { createTelemetry } from "../../telemetry/create-telemetry.ts";
import { fanOut } from "../../telemetry/fan-out.ts";
import { LoopWatch } from "../../telemetry/loop-watch.ts";
import type { ReflectorObserver } from "../../kube/observer.ts";
import { version } from "../version.ts";
import { checkCredentials } from "./check-credentials.ts";
import { connectAws } from "./connect-aws.ts";
import { countedConditions } from "./counted-conditions.ts";
import { engineObserver } from "./engine-observer.ts";
import { leadership } from "./leadership.ts";
import { leaseName } from "./lease-name.ts";
import { missingCrdLog } from "./missing-crd.ts";
import { openEndpoints } from "./open-endpoints.ts";
import type { OperatorEnd, OperatorSettings } from "./operator-settings.ts";

/** With the lease's release (2 s) and the last events it stays within the 10 s that ending may take. */
const drainMs = 6_000;
const lastEventsMs = 1_000;
const fieldManager = "apprunner-operator";

export interface RunningOperator {
  readonly metricsUrl: string;
  readonly healthUrl: string;
  /** Resolves when all that was there at the start is known. */
  readonly synced: Promise<void>;
  readonly isLeader: () => boolean;
  /** Resolves when it has ended, by itself or because it was stopped. Never rejects. */
  readonly ended: Promise<OperatorEnd>;
  /** Ends it in good order: work in hand is finished, what was to be told is told, the lease is released. */
  stop(): Promise<void>;
}

/**
 * Puts the operator together and starts it. Resolves once its endpoints serve; caches fill and a leader is elected in
 * the background.
 * @throws {CliError} when an address cannot be bound.
 */
export async function startOperator(settings: OperatorSettings): Promise<RunningOperator> {
  const { kube, aws, logger, clock, random } = settings;
  const registry = createRegistry();
  const telemetry = createTelemetry({ logger, registry, leaseName, version });
  const client = createKubeClient({ connection: kube, clock, random, fieldManager, observer: telemetry.rest });
  const recorder = new EventRecorder({
    client,
    clock,
    random,
    reporter: { controller: "apprunner-operator.dev/operator", instance: settings.instance },
    observer: telemetry.event,
  });
  /** Ends what goes on regardless of leadership: caches and sweeps. */
  const background = new AbortController();
  const leader = leadership({ ...settings, observer: telemetry.elector });

  const reflector = fanOut<ReflectorObserver>(
    { listed: true, failed: true, handlerFailed: true },
    telemetry.reflector,
    missingCrdLog(logger),
  );
  const { actors, places } = connectAws(settings, telemetry.aws, background.signal);

  const controllers = createControllers(
    {
      client,
      actors,
      places,
      region: aws.region,
      isOwnIdentityAllowed: !aws.requiresAccount,
      namespaces: settings.namespaces,
      clock,
      random,
      timings: resolveTimings(aws.speed),
      cluster: settings.cluster,
      isLeader: leader.isLeader,
      workers: settings.workers,
      drainMs,
      observer: engineObserver(logger, recorder),
      observersOf: (kind) => ({ reflector, queue: telemetry.queue(kind), controller: telemetry.controller(kind) }),
    },
    allKinds,
  );
  conditionMetrics(registry, () => countedConditions(controllers.objects()));

  const loop = new LoopWatch(clock);
  const endpoints = await openEndpoints(settings, registry, {
    live: { loop: () => loop.check() },
    ready: { caches: () => (controllers.hasSynced() ? undefined : "not all objects are known yet") },
  }).catch((error: unknown) => {
    loop.stop();
    throw error;
  });

  const caches = controllers.runCache(background.signal);
  const stopping = new AbortController();
  let failure: string | undefined;
  void checkCredentials(actors.own.identity, aws.credentialsNamed, logger).then((message) => {
    failure = message;
    if (message !== undefined) stopping.abort(new Error(message));
  });

  const work = async (): Promise<OperatorEnd> => {
    const end = await leader.run(stopping.signal, controllers.runPasses);
    await recorder.stop(lastEventsMs);
    background.abort(new Error("the operator has stopped"));
    await caches;
    loop.stop();
    await endpoints.close();
    if (failure !== undefined) return { type: "failed", message: failure };
    return { type: end === "lost" ? "leadershipLost" : "stopped" };
  };
  const ended = work();
  return {
    metricsUrl: endpoints.metricsUrl,
    healthUrl: endpoints.healthUrl,
    synced: controllers.synced,
    isLeader: leader.isLeader,
    ended,
    async stop() {
      stopping.abort(new Error("the operator was told to stop"));
      await ended;
    },
  };
}
