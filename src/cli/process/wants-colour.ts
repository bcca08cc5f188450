import type { CliContext } from "../cli-context.ts";

/** Whether logs on stderr are coloured: on a terminal, unless NO_COLOR says not to (https://no-color.org). */
export function wantsColour({ stderr, env }: Pick<CliContext, "stderr" | "env">): boolean {
  return stderr.isTTY && (env["NO_COLOR"] ?? "") === "";
}
