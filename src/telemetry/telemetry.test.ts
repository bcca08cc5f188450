import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "../base/virtual-clock.ts";
import { KubeTransportError } from "../kube/kube-error.ts";
import { runController } from "../kube/run-controller.ts";
import { WorkQueue } from "../kube/work-queue.ts";
import { conditionMetrics, type CountedCondition } from "./condition-metrics.ts";
import { createTelemetry, type Telemetry } from "./create-telemetry.ts";
import { createLogger } from "./logger.ts";

interface Setup {
  readonly clock: VirtualClock;
  readonly registry: Registry;
  readonly telemetry: Telemetry;
  readonly lines: string[];
  /** The sample lines of the metrics whose names begin so. */
  samples(prefix: string): Promise<readonly string[]>;
}

function setUp(): Setup {
  const clock = new VirtualClock();
  const lines: string[] = [];
  const registry = new Registry();
  const logger = createLogger({
    level: "info",
    format: "text",
    destination: { write: (line) => lines.push(line.trim()) },
    clock,
  });
  return {
    clock,
    registry,
    lines,
    telemetry: createTelemetry({ logger, registry, leaseName: "the-lease", version: "1.2.3" }),
    samples: async (prefix) => (await registry.metrics()).split("\n").filter((line) => line.startsWith(prefix)),
  };
}

describe("createTelemetry", () => {
  it("counts passes, queue and workers under controller-runtime's names and labels", async () => {
    const { clock, telemetry, lines, samples } = setUp();
    const queue = new WorkQueue({ clock, random: () => 0.5, observer: telemetry.queue("service") });
    const stop = new AbortController();
    const running = runController({
      queue,
      reconcile: (key) =>
        key === "x/bad"
          ? Promise.reject(new KubeTransportError("no answer"))
          : Promise.resolve({ requeueAfterMs: 60_000 }),
      workers: 2,
      clock,
      observer: telemetry.controller("service"),
      signal: stop.signal,
    });
    queue.add("x/good");
    queue.add("x/bad");
    await clock.advance(1);
    expect(await samples("controller_runtime_reconcile_total")).toEqual([
      'controller_runtime_reconcile_total{controller="service",result="success"} 0',
      'controller_runtime_reconcile_total{controller="service",result="error"} 1',
      'controller_runtime_reconcile_total{controller="service",result="requeue"} 0',
      'controller_runtime_reconcile_total{controller="service",result="requeue_after"} 1',
    ]);
    const labels = '{name="service",controller="service"}';
    expect(await samples("controller_runtime_max")).toEqual([
      'controller_runtime_max_concurrent_reconciles{controller="service"} 2',
    ]);
    expect(await samples("controller_runtime_active")).toEqual([
      'controller_runtime_active_workers{controller="service"} 0',
    ]);
    expect(await samples("controller_runtime_reconcile_errors")).toEqual([
      'controller_runtime_reconcile_errors_total{controller="service"} 1',
    ]);
    expect(await samples("controller_runtime_reconcile_time_seconds_count")).toEqual([
      'controller_runtime_reconcile_time_seconds_count{controller="service"} 2',
    ]);
    expect(await samples("workqueue_adds")).toEqual([`workqueue_adds_total${labels} 2`]);
    expect(await samples("workqueue_retries")).toEqual([`workqueue_retries_total${labels} 1`]);
    expect(await samples("workqueue_depth")).toEqual([`workqueue_depth${labels} 0`]);
    expect(await samples("workqueue_queue_duration_seconds_count")).toEqual([
      `workqueue_queue_duration_seconds_count${labels} 2`,
    ]);
    expect(await samples("workqueue_unfinished")).toEqual([`workqueue_unfinished_work_seconds${labels} 0`]);
    expect(await samples("workqueue_longest")).toEqual([`workqueue_longest_running_processor_seconds${labels} 0`]);
    expect(lines).toContain(
      '00:00:00.000 ERROR pass failed, trying again with backoff controller=service key=x/bad result=error durationMs=0 error="no answer" errorName=KubeTransportError',
    );
    stop.abort();
    await clock.advance(1);
    await running;
  });

  it("counts requests to the API server and tells who leads", async () => {
    const { telemetry, samples, lines } = setUp();
    telemetry.rest.requestFinished({ method: "GET", host: "h:1", status: 404, durationMs: 20 });
    telemetry.rest.requestFinished({ method: "GET", host: "h:1", status: "<error>", durationMs: 20 });
    expect(await samples("rest_client_requests_total")).toEqual([
      'rest_client_requests_total{code="404",method="GET",host="h:1"} 1',
      'rest_client_requests_total{code="<error>",method="GET",host="h:1"} 1',
    ]);
    expect(await samples("rest_client_request_duration_seconds_count")).toEqual([
      'rest_client_request_duration_seconds_count{verb="GET",host="h:1"} 2',
    ]);
    expect(await samples("leader_election_master")).toEqual(['leader_election_master_status{name="the-lease"} 0']);
    telemetry.elector.leading(true);
    telemetry.elector.slowPath();
    expect(await samples("leader_election")).toEqual([
      'leader_election_master_status{name="the-lease"} 1',
      'leader_election_slowpath_total{name="the-lease"} 1',
    ]);
    telemetry.reflector.failed({
      resource: "widgets",
      namespace: undefined,
      error: new KubeTransportError("gone"),
      retryInMs: 800.4,
    });
    telemetry.event.dropped("queue-full");
    expect(await samples("apprunner_operator_cache_failures")).toEqual([
      'apprunner_operator_cache_failures_total{resource="widgets"} 1',
    ]);
    expect(await samples("apprunner_operator_events")).toEqual([
      'apprunner_operator_events_dropped_total{reason="queue-full"} 1',
    ]);
    expect(lines.map((line) => line.slice(13))).toEqual([
      "INFO  became the leader",
      "WARN  list or watch broke, trying again resource=widgets retryInMs=800 error=gone errorName=KubeTransportError",
      "WARN  an event was not written reason=queue-full",
    ]);
  });

  it("counts calls to AWS by operation and outcome, and logs mutations and failures", async () => {
    const { telemetry, samples, lines } = setUp();
    const call = {
      service: "apprunner",
      region: "eu-west-1",
      account: "123456789012",
      durationMs: 80,
      throttleWaitMs: 1500,
    } as const;
    telemetry.aws.callEnded({ ...call, operation: "CreateService", kind: "mutation", outcome: "ok", requestId: "r-1" });
    telemetry.aws.callEnded({ ...call, operation: "DescribeService", kind: "read", outcome: "ok", requestId: "r-2" });
    expect(await samples("apprunner_operator_aws_calls_total")).toEqual([
      'apprunner_operator_aws_calls_total{operation="CreateService",outcome="ok"} 1',
      'apprunner_operator_aws_calls_total{operation="DescribeService",outcome="ok"} 1',
    ]);
    expect(await samples("apprunner_operator_aws_call_duration_seconds_sum")).toHaveLength(2);
    expect(await samples("apprunner_operator_aws_throttle_wait_seconds_sum")).toEqual([
      'apprunner_operator_aws_throttle_wait_seconds_sum{kind="mutation"} 1.5',
      'apprunner_operator_aws_throttle_wait_seconds_sum{kind="read"} 1.5',
    ]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(
      "operation=CreateService region=eu-west-1 account=123456789012 outcome=ok durationMs=80",
    );
  });

  it("shows process, event loop and version", async () => {
    const { samples } = setUp();
    expect(await samples("nodejs_eventloop_lag_seconds ")).toHaveLength(1);
    expect(await samples("process_resident_memory_bytes ")).toHaveLength(1);
    expect(await samples("apprunner_operator_build_info")).toEqual([
      'apprunner_operator_build_info{version="1.2.3"} 1',
    ]);
  });

  it("can exist twice in a process, each with a registry of its own", () => {
    expect(() => [setUp(), setUp()]).not.toThrow();
  });
});

describe("conditionMetrics", () => {
  const ready = (name: string, status: string): CountedCondition => ({
    kind: "AppRunnerService",
    namespace: "x",
    name,
    type: "Ready",
    status,
    reason: status === "True" ? "Running" : "OperationFailed",
  });

  it("counts objects by the state of their conditions, and forgets those that are gone", async () => {
    const registry = new Registry();
    let objects = [ready("a", "True"), ready("b", "True"), ready("c", "False")];
    conditionMetrics(registry, () => objects);
    const at = 'apprunner_operator_condition{kind="AppRunnerService",type="Ready",status=';
    expect(await registry.metrics()).toContain(
      `${at}"True",reason="Running"} 2\n${at}"False",reason="OperationFailed"} 1\n`,
    );
    objects = [ready("a", "True")];
    expect(await registry.metrics()).not.toContain("False");
  });

  it("has a series for each object where that is asked for", async () => {
    const registry = new Registry();
    conditionMetrics(registry, () => [ready("a", "True"), ready("b", "True")], { perObject: true });
    expect(await registry.metrics()).toContain('reason="Running",namespace="x",name="b"} 1');
  });
});
