import type { CommandSpec } from "./command-spec.ts";

/** The examples as help shows them: each command line under what it is for. */
export function examplesHelp({ examples }: CommandSpec): string {
  return ["Examples:", ...examples.flatMap(([line, purpose]) => [`  # ${purpose}`, `  ${line}`])].join("\n");
}
