import { exitCode, type ExitCode } from "./exit-code.ts";

/** The program cannot go on, for a reason outside of it. The message is one line for a person: what, and what to do. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: ExitCode;

  constructor(message: string, code: ExitCode = exitCode.failure, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = code;
  }
}
