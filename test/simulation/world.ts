import { type AppRunnerService, appRunnerServiceType } from "../../src/api/app-runner-service.ts";
import { silentAwsObserver } from "../../src/aws/aws-observer.ts";
import { createIdentity } from "../../src/aws/identity.ts";
import { inProcessHandler } from "../../src/aws/in-process-handler.ts";
import { createAwsPlaces } from "../../src/aws/places.ts";
import { createStsPort } from "../../src/aws/sts-port.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { seededRandom } from "../../src/base/random.ts";
import { VirtualClock } from "../../src/base/virtual-clock.ts";
import { appRunnerServiceKind } from "../../src/controllers/app-runner-service/kind.ts";
import type { ObjectEvent } from "../../src/controllers/engine/observer.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import { createKindController } from "../../src/controllers/engine/run-kind.ts";
import { resolveTimings } from "../../src/controllers/engine/timings.ts";
import type { KubeClient } from "../../src/kube/client.ts";
import { FakeKubeClient } from "../../src/kube/testing/fake-kube-client.ts";
import { silentObservers } from "./silent-observers.ts";
import { createAppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import { Gate } from "./gate.ts";
import { gatedKubeClient } from "./gated-kube-client.ts";

const region = "us-east-1";

/** One running operator process. */
export interface Process {
  readonly gate: Gate;
  /** Ends it as SIGKILL would. */
  kill(): void;
}

/** What the operator told about an object. */
export interface Told {
  readonly events: ObjectEvent[];
  readonly reasons: Set<Reason>;
  readonly defects: string[];
}

/**
 * Makes one call of each client in real time. The SDK loads some of its parts at the first call, from the disk; in virtual
 * time a later call would find them loaded and the first would not.
 */
export async function warmUp(): Promise<void> {
  const world = new World();
  const process = world.start();
  world.apply("warm-up", {});
  for (let turn = 0; turn < 50 && world.emulator.calls().length < 2; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    await world.clock.advance(1000);
  }
  process.kill();
}

/** Kubernetes, App Runner and operator processes, in one real process and in virtual time. */
export class World {
  readonly clock = new VirtualClock();
  readonly kube = new FakeKubeClient(this.clock);
  readonly emulator = createAppRunnerEmulator({ clock: this.clock, random: seededRandom(7) });
  readonly told: Told = { events: [], reasons: new Set(), defects: [] };
  /** Whether the processes lead; a test may take it away. */
  leads = true;
  /** The Kubernetes API as processes reach it; a test may plant a defect there. */
  reach: (client: KubeClient) => KubeClient = (client) => client;
  #starts = 0;

  /** Starts an operator process, with all memory of earlier ones gone. */
  start(gate: Gate = new Gate()): Process {
    const { clock, emulator, told } = this;
    const random = seededRandom(100 + this.#starts++);
    const controller = new AbortController();
    const handle = async (request: Request): Promise<Response> => {
      const operation = (request.headers.get("x-amz-target") ?? "").split(".").at(-1) ?? "";
      return gate.pass(
        { target: "aws", name: operation, mutates: !/^(Describe|List|$)/.test(operation) },
        () => emulator.handle(request),
        () => Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }),
      );
    };
    const connection = {
      region,
      version: "test",
      requestHandler: inProcessHandler(handle),
      credentials: { accessKeyId: "AKIATEST", secretAccessKey: "test" },
    };
    const sts = createStsPort({ ...connection, observer: silentAwsObserver, clock });
    const identity = createIdentity({ sts, observer: silentAwsObserver });
    const places = createAwsPlaces({
      ...connection,
      identity,
      credentials: sts.credentials,
      observer: silentAwsObserver,
      clock,
      random,
      speed: 1,
      signal: controller.signal,
    });
    const kind = createKindController({
      kind: appRunnerServiceKind,
      client: gatedKubeClient(this.reach(this.kube), gate),
      places,
      region,
      clock,
      random,
      timings: resolveTimings(1),
      cluster: "cluster-1",
      isLeader: () => this.leads,
      workers: 2,
      observer: {
        calling: () => undefined,
        called: () => undefined,
        passEnded: (_resource, outcome) => void (outcome !== undefined && told.reasons.add(outcome.reason)),
        passFailed: (_resource, text) => void told.defects.push(text),
        event: (_resource, event) => void told.events.push(event),
      },
      observers: silentObservers,
    });
    void kind.runCache(controller.signal);
    void kind.runPasses(new AbortController().signal, controller.signal);
    const kill = (): void => {
      gate.dead = true;
      controller.abort(new Error("killed"));
    };
    gate.onDeath(kill);
    return { gate, kill };
  }

  apply(name: string, spec: JsonObject, metadata: JsonObject = {}): AppRunnerService {
    return this.kube.seed<AppRunnerService>(appRunnerServiceType, "default", {
      metadata: { name, ...metadata },
      spec,
      status: { observedGeneration: -1 },
    });
  }

  async edit(name: string, patch: JsonObject): Promise<AppRunnerService> {
    return this.kube.patch<AppRunnerService>(appRunnerServiceType, ref(name), { type: "merge", body: patch });
  }

  async delete(name: string): Promise<void> {
    await this.kube.delete(appRunnerServiceType, ref(name));
  }

  /** Undefined: there is no such object. */
  get(name: string): AppRunnerService | undefined {
    return this.kube.peek<AppRunnerService>(appRunnerServiceType, ref(name));
  }

  /** Lets time pass until the object's Ready has that reason for its latest generation. */
  async until(name: string, reason: Reason, limitMs: number = 3 * 3_600_000): Promise<void> {
    const done = (): boolean => {
      const resource = this.get(name);
      const ready = resource?.status?.conditions?.find(({ type }) => type === "Ready");
      return ready?.reason === reason && ready.observedGeneration === resource?.metadata.generation;
    };
    if (await this.clock.advanceUntil(done, limitMs)) return;
    throw new Error(
      `${name} did not become ${reason}: ${JSON.stringify(this.get(name)?.status, undefined, 1)} ${this.told.defects.join("\n")}`,
    );
  }

  /** Lets time pass until the object is gone. */
  async untilGone(name: string, limitMs: number = 3 * 3_600_000): Promise<void> {
    if (await this.clock.advanceUntil(() => this.get(name) === undefined, limitMs)) return;
    throw new Error(`${name} is still there: ${JSON.stringify(this.get(name), undefined, 1)}`);
  }

  /** Makes a call as somebody else would, behind the operator's back. */
  async callAws(operation: string, input: object): Promise<void> {
    const response = await this.emulator.handle(
      new Request("https://apprunner.us-east-1.amazonaws.com/", {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amz-target": `AppRunner.${operation}`,
          authorization: `AWS4-HMAC-SHA256 Credential=AKIASOMEBODY/20260101/${region}/apprunner/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body: JSON.stringify(input),
      }),
    );
    if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  }

  /** How often each AWS operation was called. */
  calls(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.emulator.calls()) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }
}

function ref(name: string): { readonly namespace: string; readonly name: string } {
  return { namespace: "default", name };
}
