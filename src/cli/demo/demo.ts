import type { CliContext } from "../cli-context.ts";
import { CliError } from "../cli-error.ts";
import type { ExitCode } from "../exit-code.ts";
import type { DemoOptions } from "./demo-options.ts";
export function demo(_o: DemoOptions, _c: CliContext): Promise<ExitCode> {
  throw new CliError("not yet");
}
