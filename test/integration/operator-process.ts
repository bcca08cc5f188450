import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sleep } from "../../src/base/sleep.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import { superviseProcess } from "../tools/supervised-process.ts";

const startTimeoutMs = 180_000;
const pollMs = 5;

export interface OperatorProcessOptions {
  /** The path of the bundle. */
  readonly program: string;
  readonly kubeconfig: string;
  readonly awsUrl: string;
  readonly speed: number;
  /** Tells this process from others in the emulator's log of calls. */
  readonly accessKeyId?: string;
  /** Further flags. Where a flag is given twice, the other one wins: it points the process at this test. */
  readonly flags?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
}

/** What the ready file says. */
interface Ready {
  readonly metricsUrl: string;
  readonly healthUrl: string;
}

/** A real operator process. */
export interface OperatorProcess {
  readonly accessKeyId: string;
  readonly ready: Ready;
  /** From the start of the process until its ready file was there. */
  readonly startupMs: number;
  /** Resolves to its exit code (137: killed). */
  readonly ended: Promise<number>;
  signal(name: NodeJS.Signals): Promise<void>;
  pid(): Promise<number>;
  /** All that it has logged so far, one object a line. */
  log(): Promise<string>;
  metrics(): Promise<string>;
  /** Ends it as a rollout does, so that the next one finds the lease free, and removes what it wrote. */
  stop(): Promise<void>;
  /** Kills it, if it still runs, and removes what it wrote. */
  discard(): Promise<void>;
}

/**
 * Starts the operator and resolves when it says that it serves. It sees nothing of the shell's AWS configuration, and does
 * not outlive this process. Throws with the tail of its log when it ends instead.
 */
export async function startOperatorProcess(options: OperatorProcessOptions): Promise<OperatorProcess> {
  const { program, kubeconfig, awsUrl, speed, accessKeyId = "AKIAOPERATOR", flags = [] } = options;
  const folder = await mkdtemp(join(tmpdir(), "operator-"));
  const readyFile = join(folder, "ready.json");
  const logFile = join(folder, "log");
  const env: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    HOME: folder,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: "not-a-secret",
    AWS_REGION: "us-east-1",
    ...options.env,
  };
  const startedMs = systemClock.monotonicMs();
  const child = superviseProcess(
    process.execPath,
    [
      ...(options.nodeFlags ?? []),
      program,
      "run",
      ...flags,
      `--kubeconfig=${kubeconfig}`,
      `--aws-endpoint-url=${awsUrl}`,
      `--speed=${speed}`,
      "--metrics-address=127.0.0.1:0",
      "--health-address=127.0.0.1:0",
      `--ready-file=${readyFile}`,
    ],
    logFile,
    { env },
  );
  const discard = async (): Promise<void> => {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const ready = await firstOf(readyOf(readyFile), child.ended, async () => child.logTail());
    return {
      accessKeyId,
      ready,
      startupMs: systemClock.monotonicMs() - startedMs,
      ended: child.ended,
      signal: (name) => child.signal(name),
      pid: () => child.pid,
      log: () => readFile(logFile, "utf8"),
      metrics: async () => (await fetch(ready.metricsUrl)).text(),
      stop: async () => {
        await child.signal("SIGTERM");
        await child.ended;
        await discard();
      },
      discard,
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function firstOf(ready: Promise<Ready>, ended: Promise<number>, logTail: () => Promise<string>): Promise<Ready> {
  const endedFirst = ended.then(async (code) => {
    throw new Error(`the operator ended with exit code ${code} before it was ready:\n${await logTail()}`);
  });
  // It also ends, without anybody being interested, long after it was ready.
  endedFirst.catch(() => undefined);
  return Promise.race([ready, endedFirst]);
}

async function readyOf(file: string): Promise<Ready> {
  const untilMs = systemClock.monotonicMs() + startTimeoutMs;
  while (systemClock.monotonicMs() < untilMs) {
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as Ready;
    await sleep(systemClock, pollMs);
  }
  throw new Error(`the operator was not ready within ${startTimeoutMs / 1000} s`);
}
