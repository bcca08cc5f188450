import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { createInterface } from "node:readline";

/** What a program said, and how it ended. */
export interface ProgramResult {
  /** The exit code; 128 and more when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** The complete environment; absent: this process' own. */
  readonly env?: NodeJS.ProcessEnv;
  /** What the program reads from stdin; absent: nothing. */
  readonly input?: string;
  /** Scheduling priority as `nice` counts it; absent: unchanged. */
  readonly niceness?: number;
  readonly onStderrLine?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Runs a program to its end, whatever its exit code. Rejects only when it cannot be started, or is aborted. */
export function runProgram(file: string, args: readonly string[], options: RunOptions = {}): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      signal: options.signal,
      stdio: ["pipe", "pipe", "pipe"],
    });
    if (options.niceness !== undefined && child.pid !== undefined) setPriority(child.pid, options.niceness);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    if (options.onStderrLine !== undefined) createInterface(child.stderr).on("line", options.onStderrLine);
    // A program that ends without reading its input breaks the pipe; its exit code tells more than that.
    child.stdin.on("error", () => undefined);
    child.stdin.end(options.input ?? "");
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({
        code: code ?? 128 + (signal === "SIGKILL" ? 9 : 15),
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      });
    });
  });
}

/** Runs a program that has to succeed, and returns its stdout. Throws with the command and its stderr when it fails. */
export async function outputOf(file: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const result = await runProgram(file, args, options);
  if (result.code === 0) return result.stdout;
  throw new Error(`${[file, ...args].join(" ")} failed with exit code ${result.code}:\n${result.stderr.slice(-4_000)}`);
}
