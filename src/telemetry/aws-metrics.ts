import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { AwsObserver } from "../aws/aws-observer.ts";

/** The calls to AWS: what they cost, how they ended, and how long the budget held them back. */
export function awsMetrics(registry: Registry): AwsObserver {
  const registers = [registry];
  const calls = new Counter({
    name: "apprunner_operator_aws_calls_total",
    help: "Calls to AWS that ended, by operation and outcome.",
    labelNames: ["operation", "outcome"],
    registers,
  });
  const durations = new Histogram({
    name: "apprunner_operator_aws_call_duration_seconds",
    help: "Time from handing a request to AWS over to its answer, by operation.",
    labelNames: ["operation"],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const waits = new Histogram({
    name: "apprunner_operator_aws_throttle_wait_seconds",
    help: "How long calls to AWS waited for the operator's own budget.",
    labelNames: ["kind"],
    buckets: [0.01, 0.1, 0.5, 1, 5, 15, 60, 300],
    registers,
  });
  const backOffs = new Counter({
    name: "apprunner_operator_aws_backoffs_total",
    help: "How often the budget slowed down because AWS throttled a call.",
    labelNames: ["kind"],
    registers,
  });
  const sweeps = new Counter({
    name: "apprunner_operator_aws_sweeps_total",
    help: "Sweeps of ListServices that ended, by outcome.",
    labelNames: ["account", "region", "outcome"],
    registers,
  });
  const services = new Gauge({
    name: "apprunner_operator_aws_services",
    help: "Services in App Runner at the last complete sweep, whoever owns them.",
    labelNames: ["account", "region"],
    registers,
  });
  return {
    callEnded({ operation, kind, outcome, durationMs, throttleWaitMs }) {
      calls.inc({ operation, outcome });
      durations.observe({ operation }, durationMs / 1000);
      waits.observe({ kind }, throttleWaitMs / 1000);
    },
    backedOff: ({ kind }) => backOffs.inc({ kind }),
    sweepEnded({ place: { account, region }, outcome, services: count }) {
      sweeps.inc({ account, region, outcome });
      if (outcome === "ok") services.set({ account, region }, count);
    },
    identityKnown() {},
  };
}
