import type { JsonObject } from "../../base/json.ts";
import { strictInput } from "../../sandbox/app-runner/constraints/strict-input.ts";
import { type Durations, durationChangesShape } from "../../sandbox/app-runner/settings/durations.ts";
import { type Switches, switchChangesShape } from "../../sandbox/app-runner/settings/switches.ts";
import { Fault } from "../../sandbox/app-runner/wire/fault.ts";
import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";

/**
 * The emulator's switches and durations as the command line gave them.
 * @throws {CliError} for one that it does not have, or not like that.
 */
export function checkKnobs(given: { readonly switches: JsonObject; readonly durations: JsonObject }): {
  readonly switches: Partial<Switches>;
  readonly durations: Partial<Durations>;
} {
  return {
    switches: eachChecked("--switches", given.switches, (some) => strictInput("switch", switchChangesShape, some)),
    durations: eachChecked("--durations", given.durations, (some) =>
      strictInput("duration", durationChangesShape, some),
    ),
  };
}

/** Checks one at a time, so that the refusal can name it. */
function eachChecked<T extends object>(flag: string, given: JsonObject, check: (some: JsonObject) => T): T {
  for (const [name, value] of Object.entries(given)) {
    try {
      check({ [name]: value });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      const text = typeof value === "string" ? value : JSON.stringify(value);
      throw new CliError(`${flag}: ${name}=${text}: ${error.message}`, exitCode.usage, { cause: error });
    }
  }
  return check(given);
}
