import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";

/**
 * Runs "$@" and kills it as soon as stdin ends. The write end of stdin is held by this process alone, so the operating
 * system closes it however this process ends, by SIGKILL too: no exit handler could promise that.
 */
const supervisor = `
exec 3<&0
"$@" 3<&- 4>&- </dev/null &
child=$!
echo "$child" >&4
exec 4>&-
{ read -r _ <&3; kill -KILL "$child"; } 2>/dev/null &
watch=$!
wait "$child"
code=$?
kill "$watch" 2>/dev/null
[ -z "$DATA_FOLDER" ] || rm -rf -- "$DATA_FOLDER"
exit "$code"
`;

/** A program in the background that does not outlive this process. */
export interface SupervisedProcess {
  /** Resolves to its exit code when it has ended, for whatever reason (137: killed). */
  readonly ended: Promise<number>;
  /** The last lines of what it wrote to its log. */
  logTail(): Promise<string>;
  readonly pid: Promise<number>;
  /** Sends it a signal, such as SIGTERM or SIGSTOP. Throws when it has ended. */
  signal(name: NodeJS.Signals): Promise<void>;
  /** Kills it, and resolves when it has gone. Can be called more than once. */
  stop(): Promise<void>;
}

/**
 * Starts a program whose stdout and stderr go to `logFile`. The folder that it keeps its data in, where one is given, is
 * removed after its end, also when nobody is left to do so. `env` is its complete environment, by default this process'. Needs a POSIX shell.
 */
export function superviseProcess(
  file: string,
  args: readonly string[],
  logFile: string,
  { dataFolder = "", env = process.env }: { readonly dataFolder?: string; readonly env?: NodeJS.ProcessEnv } = {},
): SupervisedProcess {
  const log = openSync(logFile, "a");
  const shell = spawn("/bin/sh", ["-c", supervisor, "supervisor", file, ...args], {
    env: { ...env, DATA_FOLDER: dataFolder },
    stdio: ["pipe", log, log, "ignore", "pipe"],
  });
  closeSync(log);
  const ended = new Promise<number>((resolve, reject) => {
    shell.on("error", reject);
    shell.on("exit", (code) => resolve(code ?? 137));
  });
  const pid = pidTold(shell.stdio[4] as Readable);
  // When the shell has gone first, there is nobody left to tell.
  shell.stdin?.on("error", () => undefined);
  return {
    ended,
    pid,
    signal: async (name) => {
      process.kill(await pid, name);
    },
    logTail: async () => (await readFile(logFile, "utf8")).split("\n").slice(-25).join("\n"),
    stop: async () => {
      shell.stdin?.end();
      await ended;
    },
  };
}

/** Reads the number that the supervisor says, and no more. Rejects when it ends without. */
async function pidTold(stream: Readable): Promise<number> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return Number(text);
}
