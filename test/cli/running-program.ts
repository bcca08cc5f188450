import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { outputOf } from "../tools/run-program.ts";

const projectDir = path.resolve(import.meta.dirname, "../..");
const bundle = path.join(projectDir, "dist", "apprunner-operator.js");

/** The addresses of a ready file. */
export interface ReadyAddresses {
  readonly appRunnerUrl: string;
  readonly kubernetesUrl: string;
  readonly kubeconfig: string;
  readonly metricsUrl: string;
  readonly healthUrl: string;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as a process of its own. */
export interface RunningProgram {
  /** What its ready file says. Rejects when the program ends before it is there. */
  ready(): Promise<ReadyAddresses>;
  readonly ended: Promise<Ended>;
  /** What it has written to stderr so far. */
  stderr(): string;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<Ended>;
  /** Ends it at once, with nothing that it could do about it. */
  kill(): Promise<Ended>;
}

/** Bundles the program as it is now. */
export async function buildBundle(): Promise<void> {
  await outputOf(process.execPath, [path.join(projectDir, "scripts", "build.ts")]);
}

/** An environment that knows neither clusters nor AWS, whatever the shell has. */
export function bareEnvironment(home: string): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: home, AWS_EC2_METADATA_DISABLED: "true" };
}

/** Starts programs, and ends those that a test has left running. */
export class Programs {
  readonly #folders: string[] = [];
  readonly #running = new Set<{ readonly ended: Promise<Ended>; kill(): void }>();

  async folder(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), "apprunner-operator-test-"));
    this.#folders.push(folder);
    return folder;
  }

  /**
   * @param env in addition to a bare environment.
   * @param cwd its working folder; absent: an empty one.
   */
  async start(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    cwd?: string,
  ): Promise<RunningProgram> {
    const folder = cwd ?? (await this.folder());
    const readyFile = path.join(folder, "ready.json");
    const child = spawn(process.execPath, [bundle, ...args], {
      cwd: folder,
      env: { ...bareEnvironment(folder), APPRUNNER_OPERATOR_READY_FILE: readyFile, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk.toString()));
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => {
        this.#running.delete(running);
        const shown = code ?? (signal === "SIGKILL" ? 137 : 143);
        resolve({ code: shown, stdout: stdout.join(""), stderr: stderr.join("") });
      });
    });
    const running = { ended, kill: () => void child.kill("SIGKILL") };
    this.#running.add(running);
    return {
      ready: () => readyAddresses(readyFile, ended),
      ended,
      stderr: () => stderr.join(""),
      async stop() {
        child.kill("SIGTERM");
        return ended;
      },
      async kill() {
        child.kill("SIGKILL");
        return ended;
      },
    };
  }

  /** Ends at once what a test has left running, so that the next one finds nothing of it. */
  async killAll(): Promise<void> {
    for (const program of this.#running) program.kill();
    await Promise.all([...this.#running].map(({ ended }) => ended));
  }

  /** The same, and their folders go. */
  async end(): Promise<void> {
    await this.killAll();
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
  }
}

async function readyAddresses(file: string, ended: Promise<Ended>): Promise<ReadyAddresses> {
  let end: Ended | undefined;
  void ended.then((result) => (end = result));
  for (;;) {
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as ReadyAddresses;
    if (end !== undefined) throw new Error(`ended with exit code ${end.code} before it was ready: ${end.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
