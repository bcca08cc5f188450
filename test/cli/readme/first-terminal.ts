import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import type { ReadyAddresses } from "../running-program.ts";

/** A command that goes on in a terminal of its own. */
export interface FirstTerminal {
  readonly addresses: ReadyAddresses;
  /** Presses Ctrl-C, which reaches every process of the terminal, and waits for the end. Returns the exit code. */
  interrupt(): Promise<number>;
}

/** Types `line` into a terminal and waits until everything serves. Rejects with its output when it ends before. */
export async function openFirstTerminal(
  line: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<FirstTerminal> {
  const readyFile = path.join(cwd, "ready.json");
  await rm(readyFile, { force: true });
  // A process group of its own, as a terminal makes one.
  const shell = spawn("/bin/bash", ["-c", line], {
    cwd,
    detached: true,
    env: { ...env, APPRUNNER_OPERATOR_READY_FILE: readyFile },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  shell.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  shell.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  let code: number | undefined;
  const ended = new Promise<number>((resolve) => shell.on("close", (exit) => resolve((code = exit ?? 143))));
  for (;;) {
    const text = await readFile(readyFile, "utf8").catch(() => undefined);
    if (text !== undefined) {
      return {
        addresses: JSON.parse(text) as ReadyAddresses,
        async interrupt() {
          if (code === undefined) process.kill(-(shell.pid ?? 0), "SIGINT");
          return ended;
        },
      };
    }
    if (code !== undefined) throw new Error(`${line} ended with exit code ${code}:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
