import { knobOptions } from "../emulate/knob-options.ts";
import type { CommandSpec } from "../options/command-spec.ts";
import type { OptionValues } from "../options/option-spec.ts";
import { stateOption } from "../state/state-option.ts";
import { parseBoolean, parsePort, parseText } from "../options/parse-value.ts";
import {
  addressOption,
  anyLoopbackPort,
  logFormatOption,
  logLevelOption,
  outputOption,
  readyFileOption,
  speedOption,
} from "../options/shared-options.ts";

const specs = {
  kubeconfig: {
    flag: "kubeconfig",
    argument: "<file>",
    env: "APPRUNNER_OPERATOR_KUBECONFIG",
    help: "put it on this existing cluster instead of an embedded Kubernetes API, after asking once",
    fallback: undefined,
    parse: parseText,
  },
  context: {
    flag: "context",
    argument: "<name>",
    env: "APPRUNNER_OPERATOR_CONTEXT",
    help: "the same, on the cluster of this context",
    fallback: undefined,
    parse: parseText,
  },
  yes: {
    flag: "yes",
    argument: "[true|false]",
    env: "APPRUNNER_OPERATOR_YES",
    help: "do not ask before changing an existing cluster",
    fallback: false,
    parse: parseBoolean,
  },
  writeKubeconfig: {
    flag: "write-kubeconfig",
    argument: "<file>",
    env: "APPRUNNER_OPERATOR_WRITE_KUBECONFIG",
    help: "where to put the kubeconfig of the embedded Kubernetes API (default: a temporary folder)",
    fallback: undefined,
    parse: parseText,
  },
  speed: speedOption(40, "how many times faster than AWS the emulated App Runner is; 1 is AWS's real pace"),
  ...knobOptions,
  state: stateOption("what App Runner and the embedded Kubernetes API have"),
  kubernetesPort: portOption("kubernetes", "where the embedded Kubernetes API listens; 0 takes any free port"),
  appRunnerPort: portOption("app-runner", "where the App Runner emulator listens; 0 takes any free port"),
  metricsAddress: addressOption("metrics", "where the operator serves its metrics", anyLoopbackPort),
  healthAddress: addressOption("health", "where the operator serves /healthz and /readyz", anyLoopbackPort),
  logLevel: logLevelOption("warn"),
  logFormat: logFormatOption("text"),
  output: outputOption,
  readyFile: readyFileOption,
} as const;

export type SandboxOptions = OptionValues<typeof specs>;

export const sandboxCommand: CommandSpec<typeof specs> = {
  name: "sandbox",
  summary: "a playground: a Kubernetes API, an emulated App Runner and the operator, for your kubectl",
  description: `Starts a small Kubernetes API, an App Runner emulator and the operator in one process, and keeps them running until
Ctrl-C. It prints the path of a kubeconfig for kubectl and the emulator's URL for the AWS CLI. AWS is never called, and
AWS settings of the shell are ignored. What is made in it is gone when it ends, unless --state keeps it.

With --kubeconfig or --context it uses an existing cluster (kind, minikube, any) instead of the embedded API: it asks
once, applies the custom resource definitions, which stay when it ends, and refuses where an operator works already.`,
  examples: [
    ["apprunner-operator sandbox", "start it, then follow what it prints"],
    ["apprunner-operator sandbox --speed 1", "at AWS's real pace"],
    ["apprunner-operator sandbox --write-kubeconfig sandbox.kubeconfig", "put the kubeconfig where you want it"],
    ["apprunner-operator sandbox --state sandbox.state", "go on where the last sandbox ended"],
    ["apprunner-operator sandbox --context kind-kind --yes", "on an existing cluster, without asking"],
  ],
  options: specs,
};

function portOption(what: string, help: string) {
  return {
    flag: `${what}-port`,
    argument: "<port>",
    env: `APPRUNNER_OPERATOR_${what.replace("-", "_").toUpperCase()}_PORT`,
    help,
    fallback: 0,
    parse: parsePort,
  };
}
