import type { Registry } from "prom-client";
import type { AwsObserver } from "../aws/aws-observer.ts";
import type {
  ControllerObserver,
  ElectorObserver,
  EventObserver,
  ReflectorObserver,
  RestObserver,
  WorkQueueObserver,
} from "../kube/observer.ts";
import { awsLog } from "./aws-log.ts";
import { awsMetrics } from "./aws-metrics.ts";
import { controllerMetrics } from "./controller-metrics.ts";
import { electionMetrics } from "./election-metrics.ts";
import { fanOut } from "./fan-out.ts";
import { kubeLog } from "./kube-log.ts";
import type { Logger } from "./logger.ts";
import { processMetrics } from "./process-metrics.ts";
import { restMetrics } from "./rest-metrics.ts";
import { eventMetrics, reflectorMetrics } from "./runtime-metrics.ts";
import { workQueueMetrics } from "./work-queue-metrics.ts";

/** The observers of all parts, each writing to the log and to the metrics what belongs there. */
export interface Telemetry {
  readonly rest: RestObserver;
  readonly reflector: ReflectorObserver;
  /** Once per queue. */
  readonly queue: (name: string) => WorkQueueObserver;
  /** Once per controller. */
  readonly controller: (name: string) => ControllerObserver;
  readonly elector: ElectorObserver;
  readonly event: EventObserver;
  readonly aws: AwsObserver;
}

export interface TelemetryOptions {
  readonly logger: Logger;
  /** A registry of one's own; each metric is registered there once. */
  readonly registry: Registry;
  /** The name of the lease, a label of its metrics. */
  readonly leaseName: string;
  readonly version: string;
}

/** Registers all metrics but those of conditions, and connects them and the log to the observer interfaces. */
export function createTelemetry({ logger, registry, leaseName, version }: TelemetryOptions): Telemetry {
  processMetrics(registry, version);
  const log = kubeLog(logger);
  const controllers = controllerMetrics(registry);
  return {
    rest: restMetrics(registry),
    queue: workQueueMetrics(registry),
    reflector: fanOut<ReflectorObserver>(
      { listed: true, failed: true, handlerFailed: true },
      reflectorMetrics(registry),
      log.reflector,
    ),
    controller: (name) =>
      fanOut<ControllerObserver>(
        { started: true, reconcileStarted: true, reconcileFinished: true, reconcileTimedOut: true, stopped: true },
        controllers(name),
        log.controller(name),
      ),
    elector: fanOut<ElectorObserver>(
      { leading: true, holderChanged: true, failed: true, slowPath: true },
      electionMetrics(registry, leaseName),
      log.elector,
    ),
    event: fanOut<EventObserver>({ dropped: true }, eventMetrics(registry), log.event),
    aws: fanOut<AwsObserver>(
      { callEnded: true, backedOff: true, sweepEnded: true, identityKnown: true },
      awsMetrics(registry),
      awsLog(logger),
    ),
  };
}
