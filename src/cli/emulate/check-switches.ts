import type { JsonObject } from "../../base/json.ts";
import { parseInput } from "../../sandbox/app-runner/constraints/parse-input.ts";
import { structure } from "../../sandbox/app-runner/constraints/shape.ts";
import { type Switches, switchesShape } from "../../sandbox/app-runner/settings/switches.ts";
import { Fault } from "../../sandbox/app-runner/wire/fault.ts";
import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";

/** The emulator's switches as they were given. @throws {CliError} for one that it does not have, or not like that. */
export function checkSwitches(given: JsonObject): Partial<Switches> {
  const unknown = Object.keys(given).find((name) => !(name in switchesShape.required));
  if (unknown !== undefined) {
    throw new CliError(
      `--switches: there is no switch ${unknown}; there are ${Object.keys(switchesShape.required).join(", ")}`,
      exitCode.usage,
    );
  }
  const shape = structure({}, switchesShape.required);
  for (const [name, value] of Object.entries(given)) {
    try {
      parseInput(shape, { [name]: value });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      throw new CliError(
        `--switches: ${name}=${typeof value === "string" ? value : JSON.stringify(value)}: ${error.message}`,
        exitCode.usage,
        { cause: error },
      );
    }
  }
  return parseInput(shape, given);
}
