import type { AppRunnerService } from "../../src/api/app-runner-service.ts";
import type { JsonObject } from "../../src/base/json.ts";
import type { Reason } from "../../src/controllers/engine/reasons.ts";
import type { ProgramResult } from "../tools/run-program.ts";
import type { ServedAppRunner } from "./app-runner.ts";
import type { Environment } from "./environment.ts";

/** Longer than anything takes; what waits so long has failed. */
const patience = "180s";

/** One namespace of an environment, used as a person uses it: by kubectl. */
export class Scene {
  readonly namespace: string;
  readonly env: Environment;

  private constructor(env: Environment, namespace: string) {
    this.env = env;
    this.namespace = namespace;
  }

  /** A scene in a new namespace. */
  static async open(env: Environment, namespace: string): Promise<Scene> {
    const scene = new Scene(env, namespace);
    await scene.kubectl("create", "namespace", namespace);
    return scene;
  }

  get appRunner(): ServedAppRunner {
    return this.env.appRunner;
  }

  /** Runs kubectl, whatever comes of it. */
  async run(args: readonly string[], input?: string): Promise<ProgramResult> {
    return this.env.clients.kubectl([...args, `--namespace=${this.namespace}`], input === undefined ? {} : { input });
  }

  /** Runs kubectl, which has to succeed, and returns what it printed. */
  async kubectl(...args: readonly string[]): Promise<string> {
    const result = await this.run(args);
    if (args[0] === "wait" && result.code !== 0) throw await this.vainWait(args, result);
    return succeeded(args, result);
  }

  /** What a wait that was in vain waited for, and how its object was instead. */
  private async vainWait([verb, object, ...flags]: readonly string[], { stderr }: ProgramResult): Promise<Error> {
    const status = (await this.run(["get", `${object}`, "--output=jsonpath={.status}"])).stdout;
    return new Error(`kubectl ${verb} ${object} ${flags.join(" ")}: ${stderr}\n${status}`);
  }

  /** `kubectl apply`. */
  async apply(manifest: JsonObject): Promise<string> {
    this.claim(manifest);
    return succeeded(["apply"], await this.run(["apply", "-f", "-"], JSON.stringify(manifest)));
  }

  /** All scenes share one AWS account, in which names are unique: two scenes with one name would wait for each other. */
  private claim(manifest: JsonObject): void {
    const { kind, metadata } = manifest as { kind: string; metadata: { name: string } };
    const what = `${kind} ${metadata.name}`;
    const claimant = this.env.claimants.get(what) ?? this.namespace;
    if (claimant !== this.namespace) throw new Error(`${this.namespace} and ${claimant} both have ${what}: rename one`);
    this.env.claimants.set(what, claimant);
  }

  /** What `kubectl apply` says when it is refused. */
  async refusal(manifest: JsonObject): Promise<string> {
    const result = await this.run(["apply", "-f", "-"], JSON.stringify(manifest));
    if (result.code === 0) throw new Error(`kubectl apply was not refused: ${result.stdout}`);
    return result.stderr;
  }

  async patch(name: string, patch: JsonObject): Promise<string> {
    return this.kubectl("patch", `ars/${name}`, "--type=merge", `--patch=${JSON.stringify(patch)}`);
  }

  /** `kubectl wait`, for which a status about an older generation does not count. */
  async waitFor(name: string, what: string): Promise<void> {
    await this.kubectl("wait", `ars/${name}`, `--for=${what}`, `--timeout=${patience}`);
  }

  async waitForReady(name: string): Promise<AppRunnerService> {
    await this.waitFor(name, "condition=Ready");
    return this.get(name);
  }

  /** Waits until the latest generation is stalled. */
  async waitForStalled(name: string): Promise<AppRunnerService> {
    await this.waitFor(name, "condition=Stalled");
    return this.get(name);
  }

  /** Waits until Ready tells that reason, of whichever generation. */
  async waitForReason(name: string, reason: Reason): Promise<void> {
    await this.waitFor(name, `jsonpath={.status.conditions[?(@.type=="Ready")].reason}=${reason}`);
  }

  async get(name: string): Promise<AppRunnerService> {
    return JSON.parse(await this.kubectl("get", `ars/${name}`, "--output=json")) as AppRunnerService;
  }

  async delete(name: string): Promise<void> {
    await this.kubectl("delete", `ars/${name}`, "--wait=false");
  }

  async waitUntilGone(name: string): Promise<void> {
    const { code, stderr } = await this.run(["wait", `ars/${name}`, "--for=delete", `--timeout=${patience}`]);
    // It may be gone before the wait begins.
    if (code !== 0 && !stderr.includes("NotFound")) throw new Error(`${name} is still there: ${stderr}`);
  }
}

function succeeded(args: readonly string[], { code, stdout, stderr }: ProgramResult): string {
  if (code === 0) return stdout;
  throw new Error(`kubectl ${args.join(" ")} ended with exit code ${code}: ${stderr}`);
}
