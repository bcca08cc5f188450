import type { CommandSpec } from "../options/command-spec.ts";
import { InvalidValue, type OptionValues } from "../options/option-spec.ts";
import { parsePort } from "../options/parse-value.ts";
import { outputOption, readyFileOption, speedOption } from "../options/shared-options.ts";
import { stateOption } from "../state/state-option.ts";
import { knobOptions } from "./knob-options.ts";

const specs = {
  port: {
    flag: "port",
    argument: "<port>",
    env: "APPRUNNER_OPERATOR_PORT",
    help: "where to listen, on 127.0.0.1; 0 takes any free port",
    fallback: 4566,
    parse: parsePort,
  },
  speed: speedOption(
    40,
    "how many times faster than AWS; 1 is AWS's real pace, where creating a service takes minutes",
  ),
  account: {
    flag: "account",
    argument: "<id>",
    env: "APPRUNNER_OPERATOR_ACCOUNT",
    help: "the AWS account that every access key acts in, 12 digits",
    fallback: "111122223333",
    parse: parseAccount,
  },
  ...knobOptions,
  state: stateOption("what App Runner has"),
  output: outputOption,
  readyFile: readyFileOption,
} as const;

export type EmulateOptions = OptionValues<typeof specs>;

export const emulateCommand: CommandSpec<typeof specs> = {
  name: "emulate",
  summary: "an AWS App Runner of your own: the emulator alone, for the AWS CLI and the SDKs",
  description: `Emulates AWS App Runner (and of STS the calls AssumeRole and GetCallerIdentity) on this machine. The AWS CLI, boto3 and the other
SDKs work against it unmodified; any access key is accepted, and nothing ever reaches AWS. Services take their time,
fail and roll back as on AWS, only faster. What it has is gone when it ends, unless --state keeps it.`,
  examples: [
    ["apprunner-operator emulate", "listen on the usual port, 40 times as fast as AWS"],
    [
      "apprunner-operator emulate --port 0 --speed 200 --ready-file ready.json",
      "for a script: any port, told by a file",
    ],
    ["apprunner-operator emulate --state app-runner.state", "go on where the last run ended"],
    ["apprunner-operator emulate --switches serviceQuota=2", "an account whose quota is soon used up"],
    ["apprunner-operator emulate --durations createFromImage=60000", "creating takes a minute at AWS's pace, not four"],
    [
      "aws apprunner list-services --endpoint-url http://127.0.0.1:4566 --region us-east-1",
      "what a client needs to know",
    ],
  ],
  options: specs,
};

function parseAccount(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidValue("the 12 digits of an account");
  return text;
}
