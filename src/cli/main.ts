import { unreachable } from "../base/unreachable.ts";
import type { CliContext } from "./cli-context.ts";
import { CliError } from "./cli-error.ts";
import type { Command } from "./command-line.ts";
import { checkNodeVersion } from "./check-node-version.ts";
import { exitCode, type ExitCode } from "./exit-code.ts";
import { parseCommandLine } from "./parse-command-line.ts";
import { removeReadyFile } from "./process/ready-file.ts";

/**
 * Runs the program to its end and returns its exit code. What goes wrong outside of it is told in one line on stderr;
 * only a defect of its own shows a stack. Never rejects.
 */
export async function main(args: readonly string[], context: CliContext): Promise<ExitCode> {
  try {
    checkNodeVersion(context.nodeVersion);
    const commandLine = parseCommandLine(args, context.env, context.stdout.columns);
    if (commandLine.kind === "command") return await run(commandLine.command, context);
    context.stdout.write(commandLine.text);
    return exitCode.ok;
  } catch (error) {
    if (error instanceof CliError) {
      context.stderr.write(`apprunner-operator: ${error.message}\n`);
      return error.exitCode;
    }
    // Told to stop while it was still starting.
    if (error === context.signal.reason) return exitCode.ok;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.stderr.write(`apprunner-operator: this is a defect, please report it: ${text}\n`);
    return exitCode.failure;
  }
}

/** Each command is loaded only when it is run, so that none pays for what another one needs. */
async function run(command: Command, context: CliContext): Promise<ExitCode> {
  if ("readyFile" in command.options) await removeReadyFile(command.options.readyFile);
  switch (command.name) {
    case "run":
      return (await import("./run/run.ts")).runOperator(command.options, context);
    case "sandbox":
      return (await import("./sandbox/sandbox.ts")).sandbox(command.options, context);
    case "emulate":
      return (await import("./emulate/emulate.ts")).emulate(command.options, context);
    case "import":
      return (await import("./import/import.ts")).importManifests(command.options, context);
    case "plan":
      return (await import("./plan/plan.ts")).plan(command.options, context);
    case "demo":
      return (await import("./demo/demo.ts")).demo(command.options, context);
    default:
      return unreachable(command);
  }
}
