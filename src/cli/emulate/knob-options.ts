import type { OptionSpec } from "../options/option-spec.ts";
import { parseAssignments } from "../options/parse-value.ts";

type Assignments = ReturnType<typeof parseAssignments>;

/** The options by which commands that start an emulator turn its knobs. `checkKnobs` says which knobs there are. */
export const knobOptions: {
  readonly switches: OptionSpec<Assignments>;
  readonly durations: OptionSpec<Assignments>;
} = {
  switches: {
    flag: "switches",
    argument: "<name=value,...>",
    env: "APPRUNNER_OPERATOR_SWITCHES",
    help: "behaviour to try, such as serviceQuota=2,throttlePerSecond=5,pausedUpdate=allow (all: docs/emulator.md)",
    fallback: {},
    parse: parseAssignments,
  },
  durations: {
    flag: "durations",
    argument: "<name=ms,...>",
    env: "APPRUNNER_OPERATOR_DURATIONS",
    help: "how many milliseconds things take at speed 1, such as createFromImage=60000,pause=1000 (all: docs/emulator.md)",
    fallback: {},
    parse: parseAssignments,
  },
};
