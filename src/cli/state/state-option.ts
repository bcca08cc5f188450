import type { OptionSpec } from "../options/option-spec.ts";
import { parseText } from "../options/parse-value.ts";

/** The option by which commands that start an emulator keep what is in it. */
export function stateOption(what: string): OptionSpec<string | undefined> {
  return {
    flag: "state",
    argument: "<file>",
    env: "APPRUNNER_OPERATOR_STATE",
    help: `keep ${what} in this file, and go on from it: nothing is lost at a restart, nor when the process is killed`,
    fallback: undefined,
    parse: parseText,
  };
}
