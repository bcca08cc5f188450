import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { systemClock } from "../../src/base/system-clock.ts";
import { openEnvironment, type Environment } from "../integration/environment.ts";
import { eventually } from "../integration/eventually.ts";
import { imageSpec, manifest } from "../integration/manifests.ts";
import type { OperatorProcess } from "../integration/operator-process.ts";
import { Scene } from "../integration/scene.ts";
import { startRealServer } from "../integration/tested-server.ts";
import { realClients } from "../tools/real-clients.ts";
import { started } from "../tools/started.ts";

const clientsFor = await realClients();
const speed = 240;
/** The lease, one retry of the one who waits for it, and time for a busy machine. */
const takeoverLimitMs = 15_000 + 2_400 + 10_000;
/** Far less than the lease: the standby did not have to wait for its end. */
const handOverLimitMs = 8_000;
const leadershipLost = 3;

describe.skipIf(clientsFor === undefined)("two operator processes with one lease, on a real kube-apiserver", () => {
  let env: Environment | undefined;
  let scene: Scene | undefined;
  let leader: OperatorProcess | undefined;
  let processes = 0;

  /** One more process, that its calls to AWS and the lease's holder can be told by. */
  const join = async (): Promise<OperatorProcess> => {
    const number = ++processes;
    return started(env).startOperator({
      accessKeyId: `AKIAOPERATOR${number}`,
      env: { POD_NAME: `operator-${number}`, POD_NAMESPACE: "default" },
    });
  };
  const holder = async (): Promise<string> => {
    const lease = await started(env).clients.kubectl([
      "get",
      "lease/apprunner-operator",
      "--namespace=default",
      "--output=jsonpath={.spec.holderIdentity}",
    ]);
    return lease.stdout.replace(/_[0-9a-f]+$/, "");
  };
  const numberOf = ({ accessKeyId }: OperatorProcess): string => accessKeyId.replace("AKIAOPERATOR", "");
  const nameOf = (operator: OperatorProcess): string => `operator-${numberOf(operator)}`;
  /** Resolves when that process holds the lease, with how long that took. */
  const untilLeading = async (operator: OperatorProcess): Promise<number> => {
    const startMs = systemClock.monotonicMs();
    await eventually(async () => expect(await holder()).toBe(nameOf(operator)));
    return systemClock.monotonicMs() - startMs;
  };
  /** The accepted calls that change something, with who made them. */
  const mutations = (service: string): readonly string[] =>
    started(env)
      .appRunner.callsOf(service)
      .filter(({ operation, errorCode }) => errorCode === undefined && !/^(Describe|List)/.test(operation))
      .map(({ operation, accessKeyId }) => `${operation} ${accessKeyId?.replace("AKIAOPERATOR", "") ?? ""}`);

  beforeAll(async () => {
    env = await openEnvironment({ server: await startRealServer(), clientsFor: started(clientsFor), speed });
    scene = await Scene.open(env, "elected");
    leader = await join();
    await untilLeading(leader);
  });
  afterAll(() => env?.close());

  it("lets the one that holds the lease work, and the other one only watch", async () => {
    const standby = await join();
    await started(scene).apply(manifest("watched", imageSpec("1")));
    await started(scene).waitForReady("watched");
    expect(mutations("watched")).toEqual(["CreateService 1"]);
    const { admin } = started(env).appRunner;
    const calls = admin.calls().filter(({ accessKeyId }) => accessKeyId === standby.accessKeyId);
    // It asks who it is, so that wrong credentials show at once, and nothing else.
    expect(new Set(calls.map(({ operation }) => operation))).toEqual(new Set(["GetCallerIdentity"]));
    expect((await fetch(`${standby.ready.healthUrl}/readyz`)).status).toBe(200);
    await standby.discard();
  });

  it("takes over within the lease when the leader is killed in the middle of a create, and finishes the work", async () => {
    const standby = await join();
    await started(scene).apply(manifest("orphaned", imageSpec("stuck")));
    await started(scene).waitForReason("orphaned", "Creating");
    await started(leader).signal("SIGKILL");
    expect(await started(leader).ended).toBe(137);
    expect(await untilLeading(standby)).toBeLessThan(takeoverLimitMs);
    started(env).appRunner.admin.hold("orphaned", false);
    await started(scene).waitForReady("orphaned");
    expect(mutations("orphaned")).toEqual(["CreateService 1"]);
    await started(scene).patch("orphaned", { spec: imageSpec("2") });
    await started(scene).waitForReady("orphaned");
    expect(mutations("orphaned")).toEqual(["CreateService 1", `UpdateService ${numberOf(standby)}`]);
    leader = standby;
  });

  it("hands over at once, in the middle of an update, when the leader is told to end", async () => {
    const standby = await join();
    const old = started(leader);
    await started(scene).patch("watched", { spec: imageSpec("stuck") });
    await started(scene).waitForReason("watched", "Updating");
    const startMs = systemClock.monotonicMs();
    await old.signal("SIGTERM");
    expect(await old.ended).toBe(0);
    expect(systemClock.monotonicMs() - startMs).toBeLessThan(10_000);
    expect(await untilLeading(standby)).toBeLessThan(handOverLimitMs);
    started(env).appRunner.admin.hold("watched", false);
    await started(scene).waitForReady("watched");
    expect(mutations("watched")).toEqual(["CreateService 1", `UpdateService ${numberOf(old)}`]);
    leader = standby;
  });

  it("keeps a leader that was suspended past its lease from changing anything, and ends it", async () => {
    const old = started(leader);
    const standby = await join();
    const { admin } = started(env).appRunner;
    // The leader is stopped while it waits for what it will then decide by: a service that differs from the manifest.
    admin.inject({ when: "before", answer: "none", operation: "DescribeService", delayMs: 1_000 });
    await started(scene).patch("watched", { spec: imageSpec("3") });
    await eventually(() => expect(admin.injections()).toEqual([]));
    await old.signal("SIGSTOP");
    expect(await untilLeading(standby)).toBeLessThan(takeoverLimitMs);
    await started(scene).waitForReady("watched");
    await started(scene).patch("watched", { spec: imageSpec("4") });
    await old.signal("SIGCONT");
    expect(await old.ended).toBe(leadershipLost);
    await started(scene).waitForReady("watched");
    expect(mutations("watched").slice(-2)).toEqual(Array(2).fill(`UpdateService ${numberOf(standby)}`));
    expect(mutations("watched")).toHaveLength(4);
    expect(await holder()).toBe(nameOf(standby));
  });
});
