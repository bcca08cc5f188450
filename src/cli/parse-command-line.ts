import { Command as Parser, CommanderError } from "commander";
import { CliError } from "./cli-error.ts";
import type { Command, CommandLine } from "./command-line.ts";
import { demoCommand } from "./demo/demo-options.ts";
import { emulateCommand } from "./emulate/emulate-options.ts";
import { exitCode, exitCodeHelp } from "./exit-code.ts";
import { importCommand } from "./import/import-options.ts";
import { addOptions, flagTexts } from "./options/commander-options.ts";
import type { CommandSpec } from "./options/command-spec.ts";
import { examplesHelp } from "./options/examples-help.ts";
import { resolveOptions, type Environment } from "./options/resolve-options.ts";
import { checkPlanOptions } from "./plan/check-plan-options.ts";
import { planCommand } from "./plan/plan-options.ts";
import { checkRunOptions } from "./run/check-run-options.ts";
import { runCommand } from "./run/run-options.ts";
import { checkSandboxOptions } from "./sandbox/check-sandbox-options.ts";
import { sandboxCommand } from "./sandbox/sandbox-options.ts";
import { version } from "./version.ts";

const program = "apprunner-operator";

const programDescription = `A Kubernetes operator for AWS App Runner, and what is needed to try it without a cluster and without AWS.

New here? Start with \`${program} demo\`, then \`${program} sandbox\`.`;

/**
 * What a command line asks for. Pure: the same arguments and environment give the same answer.
 * @param args without the program's own name.
 * @param columns how wide the terminal is, for help.
 * @throws {CliError} with the exit code for usage when it makes no sense.
 */
export function parseCommandLine(args: readonly string[], env: Environment, columns: number): CommandLine {
  let text = "";
  let command: Command | undefined;
  const parser = new Parser(program)
    .description(flowing(programDescription))
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "explain a command: what it does, its options, examples")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (part) => (text += part),
      writeErr: () => undefined,
      getOutHelpWidth: () => columns,
    })
    .addHelpText("after", `\nEach command explains itself: ${program} demo --help\n\n${exitCodeHelp}`)
    .allowExcessArguments(true)
    .action(() => {
      const [unknown] = parser.args;
      const what = unknown === undefined ? "no command" : `unknown command ${JSON.stringify(unknown)}`;
      throw new CliError(
        `${what}: give one of run, import, plan, sandbox, emulate, demo (see ${program} --help)`,
        exitCode.usage,
      );
    });
  const add = <Specs extends CommandSpec["options"]>(
    spec: CommandSpec<Specs>,
    toCommand: (options: ReturnType<typeof resolveOptions<Specs>>) => Command,
  ): void => {
    const sub = parser
      .command(spec.name)
      .summary(spec.summary)
      .description(flowing(spec.description))
      .allowExcessArguments(false)
      .addHelpText("after", `\n${examplesHelp(spec)}\n\n${exitCodeHelp}`)
      .action(() => {
        command = toCommand(resolveOptions(spec.options, flagTexts(sub), env));
      });
    addOptions(sub, spec.options);
  };
  add(runCommand, (options) => {
    checkRunOptions(options, env);
    return { name: "run", options };
  });
  add(sandboxCommand, (options) => {
    checkSandboxOptions(options);
    return { name: "sandbox", options };
  });
  add(emulateCommand, (options) => ({ name: "emulate", options }));
  add(importCommand, (options) => ({ name: "import", options }));
  add(planCommand, (options) => {
    checkPlanOptions(options);
    return { name: "plan", options };
  });
  add(demoCommand, (options) => ({ name: "demo", options }));
  try {
    parser.parse(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: "text", text };
    const given = parser.commands.some((each) => each.name() === args[0]) ? ` ${args[0]}` : "";
    throw new CliError(`${oneLine(error.message)}; see ${program}${given} --help`, exitCode.usage);
  }
  if (command === undefined) throw new Error("unreachable: the parser ran no action");
  return { kind: "command", command };
}

/** commander begins with "error: ", puts suggestions on a line of their own, and may end with a dot. */
function oneLine(message: string): string {
  return message
    .replace(/^error: /, "")
    .replace(/\.$/, "")
    .replaceAll(/\s*\n\s*/g, " ");
}

/** Paragraphs without line ends of their own: help is as wide as the terminal. */
function flowing(text: string): string {
  return text.replaceAll(/(?<!\n)\n(?!\n)/g, " ");
}
