import type { CommandSpec } from "../options/command-spec.ts";
import type { OptionValues } from "../options/option-spec.ts";
import { logLevelOption, outputOption, readyFileOption, speedOption } from "../options/shared-options.ts";

/** At this pace the scenario takes about three quarters of a minute, and each step can still be followed. */
const demoSpeed = 100;

const specs = {
  speed: speedOption(demoSpeed, "how many times faster than AWS the emulated App Runner is"),
  logLevel: logLevelOption("error"),
  output: outputOption,
  readyFile: readyFileOption,
} as const;

export type DemoOptions = OptionValues<typeof specs>;

export const demoCommand: CommandSpec<typeof specs> = {
  name: "demo",
  summary: "see it work: a service's whole life within a minute, on this machine alone",
  description: `Starts a small Kubernetes API, an App Runner emulator and the operator, applies a manifest of examples/ and plays the life
of a service: created, changed, given a bad image that App Runner rolls back, repaired, paused, resumed, changed behind
the operator's back, and deleted; then a change of an auto scaling configuration rolls through two services. Each step
shows the manifest's change, the App Runner calls that it caused, the operation's progress and the conditions. Each is also checked: when one does not come out as told, the demo ends with a
message and exit code 1. AWS is never called, and AWS settings of the shell are ignored.`,
  examples: [
    ["apprunner-operator demo", "watch it"],
    ["apprunner-operator demo --speed 40", "the same, slower"],
    ["apprunner-operator demo --output json", "the steps and their results, one JSON object a line"],
  ],
  options: specs,
};
