import type { CliContext } from "../cli-context.ts";
import { CliError } from "../cli-error.ts";
import type { ExitCode } from "../exit-code.ts";
import type { SandboxOptions } from "./sandbox-options.ts";
export function sandbox(_o: SandboxOptions, _c: CliContext): Promise<ExitCode> {
  throw new CliError("not yet");
}
