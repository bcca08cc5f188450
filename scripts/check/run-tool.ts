import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { text } from "node:stream/consumers";

/** How a tool ended and what it printed. */
export interface ToolResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The root of this project: where the tools are installed, also when they look at another directory. */
export const projectRoot = path.resolve(import.meta.dirname, "../..");

/**
 * Runs a development tool of this project in `cwd`, without colours and without a terminal. A non-zero exit is a result,
 * not an error: tools use it to say that they found something.
 */
export async function runTool(name: string, args: readonly string[], cwd: string): Promise<ToolResult> {
  const child = spawn(path.join(projectRoot, "node_modules/.bin", name), args, {
    cwd,
    // Without CI: under it, oxfmt colours its report whatever NO_COLOR says.
    env: { ...process.env, CI: undefined, NO_COLOR: "1", FORCE_COLOR: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { exitCode: child.exitCode ?? 1, stdout, stderr };
}

/** The error for a tool that ended without the output it promises. */
export function toolBroke(name: string, result: ToolResult): Error {
  const said = `${result.stderr}\n${result.stdout}`.trim().slice(0, 2000);
  return new Error(`${name} did not work (exit code ${result.exitCode}):\n${said}`);
}
