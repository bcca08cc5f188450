import { runProgram } from "../../tools/run-program.ts";
import type { SessionCommand } from "./parse-sessions.ts";

/** How a command of a session came out. */
export interface CommandResult {
  readonly command: SessionCommand;
  readonly exitCode: number;
  /** stdout and stderr, as a terminal shows them. */
  readonly output: string;
}

const marker = "@@ session";

/**
 * Runs the commands one after the other in one shell, so that what one sets the next one sees. Those that wait for Ctrl-C
 * are ended as soon as they have written something.
 */
export async function runSession(
  commands: readonly SessionCommand[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<readonly CommandResult[]> {
  const script = commands.map((command) => `${shellOf(command)}\nprintf '\\n${marker} %d\\n' "$?"\n`).join("");
  const { stdout } = await runProgram("/bin/bash", ["-c", `exec 2>&1\n${script}`], options);
  const outputs = stdout.split(new RegExp(`\\n${marker} (\\d+)\\n`));
  return commands.map((command, index) => ({
    command,
    output: outputs[index * 2] ?? "",
    exitCode: Number(outputs[index * 2 + 1] ?? Number.NaN),
  }));
}

function shellOf({ line, untilInterrupted }: SessionCommand): string {
  if (!untilInterrupted) return line;
  // The shell makes commands in the background deaf to SIGINT; SIGTERM has the same effect on these.
  return [
    "seen=$(mktemp)",
    `${line.replace(" # Ctrl-C", "")} >"$seen" 2>&1 & watching=$!`,
    'for _ in $(seq 2400); do [ -s "$seen" ] && break; sleep 0.05; done',
    'kill "$watching"; wait "$watching" 2>/dev/null',
    'cat "$seen"; rm "$seen"',
  ].join("\n");
}

/** What is wrong with how a command came out; empty when nothing is. */
export function faultsOf({ command, exitCode, output }: CommandResult): readonly string[] {
  const shown = squeezed(output);
  return [
    ...(exitCode === command.exitCode ? [] : [`exit code ${exitCode} instead of ${command.exitCode}`]),
    ...command.shows.filter((text) => !shown.includes(squeezed(text))).map((text) => `does not show: ${text}`),
  ].map((fault) => `${command.line}\n  ${fault}\n${output}`);
}

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
