import { createActors } from "../../src/aws/actors.ts";
import type { AwsObserver } from "../../src/aws/aws-observer.ts";
import { inProcessHandler } from "../../src/aws/in-process-handler.ts";
import { createAwsPlaces } from "../../src/aws/places.ts";
import type { SdkCredentials } from "../../src/aws/sdk-connection.ts";
import type { Clock } from "../../src/base/clock.ts";
import { type Random, seededRandom } from "../../src/base/random.ts";
import { engineObserver } from "../../src/cli/operator/engine-observer.ts";
import type { appRunnerServiceKind } from "../../src/controllers/app-runner-service/kind.ts";
import { configurationKinds, createControllers } from "../../src/controllers/create-controllers.ts";
import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import type { EngineObserver } from "../../src/controllers/engine/observer.ts";
import type { KindControllerOptions } from "../../src/controllers/engine/run-kind.ts";
import { resolveTimings } from "../../src/controllers/engine/timings.ts";
import type { KubeClient, KubeObject } from "../../src/kube/client.ts";
import { EventRecorder } from "../../src/kube/event-recorder.ts";
import type { EventObserver } from "../../src/kube/observer.ts";
import { fanOut } from "../../src/telemetry/fan-out.ts";
import type { Logger } from "../../src/telemetry/logger.ts";
import type { Gate } from "./gate.ts";
import { gatedKubeClient } from "./gated-kube-client.ts";

export interface ProcessOptions {
  readonly gate: Gate;
  readonly clock: Clock;
  readonly random: Random;
  readonly client: KubeClient;
  /** Where AWS is asked for its own sake. */
  readonly region: string;
  /** Where objects are that name no region; undefined: nowhere. */
  readonly defaultRegion: string | undefined;
  readonly isOwnIdentityAllowed: boolean;
  readonly credentials: SdkCredentials;
  readonly answerAws: (request: Request) => Promise<Response>;
  readonly isLeader: () => boolean;
  readonly kind: typeof appRunnerServiceKind;
  /** Whether it knows what services refer to, too. */
  readonly hasConfigurations: boolean;
  readonly observers: KindControllerOptions<ManagedResource, never, never>["observers"] & {
    readonly aws: AwsObserver;
    readonly engine: EngineObserver<KubeObject>;
    readonly event: EventObserver;
  };
  readonly logger: Logger;
}

/** Starts an operator process that knows nothing but what it reads. Returns how to end it as SIGKILL would. */
export function startProcess(options: ProcessOptions): () => void {
  const { gate, clock, random, client, region, defaultRegion, credentials, observers } = options;
  const controller = new AbortController();
  const handle = async (request: Request): Promise<Response> => {
    const operation = await operationOf(request);
    return gate.pass(
      { target: "aws", name: operation, mutates: !/^(Describe|List|Get)/.test(operation) },
      () => options.answerAws(request),
      () => Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }),
    );
  };
  const connection = { region, version: "test", requestHandler: inProcessHandler(handle), credentials };
  const actors = createActors({ ...connection, observer: observers.aws, clock });
  const places = createAwsPlaces({
    ...connection,
    observer: observers.aws,
    clock,
    random,
    speed: 1,
    signal: controller.signal,
  });
  const gated = gatedKubeClient(client, gate);
  const recorder = new EventRecorder({
    client: gated,
    clock,
    // Its own, so that the names of events have no influence on anything else.
    random: seededRandom(random() * 1e9),
    reporter: { controller: "apprunner-operator.dev/operator", instance: "simulated" },
    observer: observers.event,
  });
  const controllers = createControllers(
    {
      client: gated,
      actors,
      places,
      isOwnIdentityAllowed: options.isOwnIdentityAllowed,
      region: defaultRegion,
      clock,
      random,
      timings: resolveTimings(1),
      cluster: "cluster-1",
      isLeader: options.isLeader,
      workers: 2,
      observer: fanOut(
        { calling: true, called: true, refused: true, passEnded: true, passFailed: true, event: true },
        observers.engine,
        engineObserver(options.logger, recorder),
      ),
      observersOf: () => observers,
    },
    [(create) => create(options.kind), ...(options.hasConfigurations ? configurationKinds : [])],
  );
  void controllers.runCache(controller.signal);
  void controllers.runPasses(new AbortController().signal, controller.signal);
  const kill = (): void => {
    gate.dead = true;
    controller.abort(new Error("killed"));
  };
  gate.onDeath(kill);
  return kill;
}

/** The name of an AWS operation: App Runner's stands in a header, that of STS in the form. */
async function operationOf(request: Request): Promise<string> {
  const target = request.headers.get("x-amz-target");
  if (target !== null) return target.slice(target.lastIndexOf(".") + 1);
  return new URLSearchParams(await request.clone().text()).get("Action") ?? "";
}
