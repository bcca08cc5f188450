import { type AppRunnerService, appRunnerServiceType } from "../../src/api/app-runner-service.ts";
import { kindDefinitions } from "../../src/api/kinds.ts";
import type { JsonObject } from "../../src/base/json.ts";
import { seededRandom } from "../../src/base/random.ts";
import { VirtualClock } from "../../src/base/virtual-clock.ts";
import { appRunnerServiceKind } from "../../src/controllers/app-runner-service/kind.ts";
import type { ManagedResource } from "../../src/controllers/engine/managed-resource.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import type { KubeClient, KubeObject, ResourceType } from "../../src/kube/client.ts";
import { FakeKubeClient } from "../../src/kube/testing/fake-kube-client.ts";
import { type AppRunnerEmulator, createAppRunnerEmulator } from "../../src/sandbox/app-runner/emulator.ts";
import type { Logger } from "../../src/telemetry/logger.ts";
import { Gate } from "./gate.ts";
import { type ProcessOptions, startProcess } from "./start-process.ts";
import { nothingTold, recordingObservers, type Told } from "./told.ts";

/** Says nothing: what the engine does is recorded as data (`told`). */
export const silentLogger: Logger = { log: () => undefined, with: () => silentLogger, setLevel: () => undefined };

export type { Told } from "./told.ts";

/** One running operator process. */
export interface Process {
  readonly gate: Gate;
  /** Ends it as SIGKILL would. */
  kill(): void;
}

/** The kinds beside the service. */
const configurationTypes: readonly ResourceType[] = kindDefinitions
  .map(({ type }) => type)
  .filter(({ plural }) => plural !== appRunnerServiceType.plural);

export interface WorldOptions {
  /** The region of the operator, and of those who act behind its back. */
  readonly region?: string;
  /** How many AWS calls the emulator remembers. */
  readonly callLogCapacity?: number;
}

/** Who acts behind the operator's back. */
const somebody = "AKIASOMEBODY";

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
  /** The AWS that processes reach; another one stands for another account. */
  emulator: AppRunnerEmulator;
  readonly told: Told = nothingTold();
  /** Every version of an object that was written, in order. */
  readonly written: AppRunnerService[] = [];
  /** The same of the other kinds. */
  readonly writtenConfigurations: ManagedResource[] = [];
  /** Whether the processes lead; a test may take it away. */
  leads = true;
  /** Whether all that observers hear is kept. */
  listens = false;
  /** Where objects are that name no region. */
  defaultRegion: string | undefined;
  /** The operator's credentials; with another key it asks anew whose they are. */
  accessKeyId = "AKIATEST";
  /** The kind that processes run; a test may plant a defect there. */
  kind: typeof appRunnerServiceKind = appRunnerServiceKind;
  /** Whether processes know what services refer to; without that, time passes quicker. */
  hasConfigurations = false;
  /** Whether processes work on objects without an AwsAccount. */
  isOwnIdentityAllowed = true;
  /** Whom processes tell beside what is recorded; a test may add to it. */
  observers: (recording: ProcessOptions["observers"]) => ProcessOptions["observers"] = (recording) => recording;
  /** Where processes log. */
  logger: Logger = silentLogger;
  /** The Kubernetes API as processes reach it; a test may plant a defect there. */
  reach: (client: KubeClient) => KubeClient = (client) => client;
  /** Answers the processes' AWS calls; a test may put something in between. */
  answerAws: (request: Request) => Promise<Response> = (request) => this.emulator.handle(request);
  readonly #options: WorldOptions;
  readonly #region: string;
  readonly #processes: Process[] = [];

  constructor(options: WorldOptions = {}) {
    this.#options = options;
    this.#region = options.region ?? "us-east-1";
    this.defaultRegion = this.#region;
    this.emulator = this.otherAccount("111122223333");
    this.kube.after.push(({ verb, resource, key }) => {
      if (verb !== "patch") return;
      const name = key.slice(key.indexOf("/") + 1);
      const object = resource === appRunnerServiceType.plural ? this.get(name) : undefined;
      if (object !== undefined) this.written.push(object);
      const type = configurationTypes.find(({ plural }) => plural === resource);
      const configuration = type && this.getKind(type, name);
      if (configuration !== undefined) this.writtenConfigurations.push(configuration);
    });
  }

  /** An App Runner of another account at the same time. */
  otherAccount(account: string): AppRunnerEmulator {
    const { callLogCapacity = 10_000 } = this.#options;
    return createAppRunnerEmulator({ clock: this.clock, random: seededRandom(7), account, callLogCapacity });
  }

  /** Starts an operator process, with all memory of earlier ones gone. */
  start(gate: Gate = new Gate()): Process {
    const credentials = (): Promise<{ accessKeyId: string; secretAccessKey: string; expiration: Date }> =>
      Promise.resolve({ accessKeyId: this.accessKeyId, secretAccessKey: "test", expiration: new Date(0) });
    const kill = startProcess({
      gate,
      clock: this.clock,
      random: seededRandom(100 + this.#processes.length),
      client: this.reach(this.kube),
      region: this.#region,
      defaultRegion: this.defaultRegion,
      isOwnIdentityAllowed: this.isOwnIdentityAllowed,
      credentials,
      answerAws: (request) => this.answerAws(request),
      isLeader: () => this.leads,
      kind: this.kind,
      hasConfigurations: this.hasConfigurations,
      logger: this.logger,
      observers: this.observers(recordingObservers(this.told, () => this.listens)),
    });
    const process = { gate, kill };
    this.#processes.push(process);
    return process;
  }

  /** Ends every process, so that nothing of this world goes on. */
  end(): void {
    for (const process of this.#processes) process.kill();
  }

  /** Ends every process and starts another one. */
  restart(): Process {
    this.end();
    return this.start();
  }

  apply(name: string, spec: JsonObject, metadata: JsonObject = {}): AppRunnerService {
    return this.kube.seed<AppRunnerService>(appRunnerServiceType, "default", {
      metadata: { name, ...metadata },
      spec,
      status: { observedGeneration: -1 },
    });
  }

  /** The same for an object of another kind. */
  applyKind<T extends KubeObject>(type: ResourceType, name: string, spec: JsonObject): T {
    return this.kube.seed<T>(type, "default", { metadata: { name }, spec, status: { observedGeneration: -1 } });
  }

  async editKind(type: ResourceType, name: string, patch: JsonObject): Promise<void> {
    await this.kube.patch(type, ref(name), { type: "merge", body: patch });
  }

  async deleteKind(type: ResourceType, name: string): Promise<void> {
    await this.kube.delete(type, ref(name));
  }

  getKind<T extends KubeObject = ManagedResource>(type: ResourceType, name: string): T | undefined {
    return this.kube.peek<T>(type, ref(name));
  }

  /** The reason of Ready of an object's latest generation. */
  reasonOf(type: ResourceType, name: string): string | undefined {
    const object = this.getKind(type, name);
    const ready = object?.status?.conditions?.find((condition) => condition.type === "Ready");
    return ready?.observedGeneration === object?.metadata.generation ? ready?.reason : undefined;
  }

  /** Lets time pass until the object's Ready has that reason for its latest generation. */
  async untilKind(type: ResourceType, name: string, reason: Reason, limitMs?: number): Promise<void> {
    await this.untilTrue(
      `${type.kind} ${name} is ${reason}`,
      () => this.reasonOf(type, name) === reason,
      limitMs,
    ).catch((error: unknown) => {
      throw new Error(JSON.stringify(this.getKind(type, name)?.status, undefined, 1), { cause: error });
    });
  }

  async edit(name: string, patch: JsonObject): Promise<AppRunnerService> {
    return this.kube.patch<AppRunnerService>(appRunnerServiceType, ref(name), { type: "merge", body: patch });
  }

  /** Makes `spec` the object's whole spec, as `kubectl replace` does. */
  async setSpec(name: string, spec: JsonObject): Promise<void> {
    const patch = { type: "json", body: [{ op: "replace", path: "/spec", value: spec }] } as const;
    await this.kube.patch(appRunnerServiceType, ref(name), patch);
  }

  /** Writes the object's status as somebody else might; null: loses it. */
  async setStatus(name: string, status: JsonObject | null): Promise<void> {
    const body = { status: status ?? { observedGeneration: -1 } };
    const operations = [{ op: "replace", path: "/status", value: body.status }] as const;
    await this.kube.patch(
      appRunnerServiceType,
      ref(name),
      { type: "json", body: operations },
      { subresource: "status" },
    );
  }

  async annotate(name: string, annotation: string, value: string | null): Promise<void> {
    await this.edit(name, { metadata: { annotations: { [`apprunner-operator.dev/${annotation}`]: value } } });
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
    await this.untilTrue(`${name} is ${reason}`, done, limitMs);
  }

  /** Lets time pass until the object is gone. */
  async untilGone(name: string, limitMs: number = 3 * 3_600_000): Promise<void> {
    await this.untilTrue(`${name} is gone`, () => this.get(name) === undefined, limitMs);
  }

  /** Lets time pass until `done` holds. Rejects with the state of affairs when it does not in time. */
  async untilTrue(what: string, done: () => boolean, limitMs: number = 3 * 3_600_000): Promise<void> {
    if (await this.clock.advanceUntil(done, limitMs)) return;
    const objects = this.kube.calls.length === 0 ? [] : [...new Set(this.written.map(({ metadata }) => metadata.name))];
    const states = objects.map((name) => JSON.stringify(this.get(name)?.status, undefined, 1));
    throw new Error(`it did not come to this: ${what}\n${[...states, ...this.told.defects].join("\n")}`);
  }

  /** Makes a call as somebody else would, behind the operator's back. Returns the answer. */
  async callAws(operation: string, input: object, region = this.#region): Promise<JsonObject> {
    const response = await this.emulator.handle(
      new Request(`https://apprunner.${region}.amazonaws.com/`, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amz-target": `AppRunner.${operation}`,
          authorization: `AWS4-HMAC-SHA256 Credential=${somebody}/20260101/${region}/apprunner/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body: JSON.stringify(input),
      }),
    );
    const text = await response.text();
    if (!response.ok) throw new Error(`${operation}: ${text}`);
    return (text === "" ? {} : JSON.parse(text)) as JsonObject;
  }

  /** How often each AWS operation was called. */
  calls(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.emulator.calls()) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  /** How often the operator made each call that changes something in AWS, refused ones included. */
  mutations(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { operation, accessKeyId } of this.emulator.calls()) {
      if (/^(Describe|List|Get)/.test(operation) || accessKeyId === somebody) continue;
      counts[operation] = (counts[operation] ?? 0) + 1;
    }
    return counts;
  }
}

function ref(name: string): { readonly namespace: string; readonly name: string } {
  return { namespace: "default", name };
}
