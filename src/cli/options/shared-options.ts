import type { LogFormat, LogLevel } from "../../telemetry/logger.ts";
import type { OptionSpec, OptionSpecs } from "./option-spec.ts";
import {
  oneOf,
  parseAddress,
  parseBoolean,
  parseRegion,
  parseServerUrl,
  parseSpeed,
  parseText,
  type ListenAddress,
} from "./parse-value.ts";

// Types alone: the logger is loaded by the commands that log.
const logLevels = ["debug", "info", "warn", "error"] as const satisfies readonly LogLevel[];

export type OutputFormat = "text" | "json";

/** Options that several commands have, with the same meaning everywhere. */

export function logLevelOption(fallback: LogLevel): OptionSpec<LogLevel> {
  return {
    flag: "log-level",
    argument: "<level>",
    env: "APPRUNNER_OPERATOR_LOG_LEVEL",
    help: `how much to log, to stderr: ${logLevels.join(", ")}`,
    fallback,
    parse: oneOf(logLevels),
  };
}

export function logFormatOption(fallback: LogFormat): OptionSpec<LogFormat> {
  return {
    flag: "log-format",
    argument: "<format>",
    env: "APPRUNNER_OPERATOR_LOG_FORMAT",
    help: "json (one object a line) or text (for people)",
    fallback,
    parse: oneOf(["json", "text"]),
  };
}

export const outputOption: OptionSpec<OutputFormat> = {
  flag: "output",
  argument: "<format>",
  env: "APPRUNNER_OPERATOR_OUTPUT",
  help: "what stdout says: text for people, or json, one object a line",
  fallback: "text",
  parse: oneOf(["text", "json"]),
};

export const readyFileOption: OptionSpec<string | undefined> = {
  flag: "ready-file",
  argument: "<file>",
  env: "APPRUNNER_OPERATOR_READY_FILE",
  help: "write the addresses to this file, as a JSON object, once everything serves; it appears at once or not at all",
  fallback: undefined,
  parse: parseText,
};

export function speedOption(fallback: number, help: string): OptionSpec<number> {
  return {
    flag: "speed",
    argument: "<factor>",
    env: "APPRUNNER_OPERATOR_SPEED",
    help,
    fallback,
    parse: parseSpeed,
  };
}

export function addressOption(
  what: "metrics" | "health",
  help: string,
  fallback: ListenAddress,
): OptionSpec<ListenAddress> {
  return {
    flag: `${what}-address`,
    argument: "<host:port>",
    env: `APPRUNNER_OPERATOR_${what.toUpperCase()}_ADDRESS`,
    help,
    fallback,
    shownFallback: `${fallback.host ?? ""}:${fallback.port}`,
    parse: parseAddress,
  };
}

export const anyLoopbackPort: ListenAddress = { host: "127.0.0.1", port: 0 };

/** Which cluster. */
export const clusterOptions = {
  kubeconfig: {
    flag: "kubeconfig",
    argument: "<file>",
    env: "APPRUNNER_OPERATOR_KUBECONFIG",
    help: "the cluster (default: KUBECONFIG, else the pod's service account, else ~/.kube/config)",
    fallback: undefined,
    parse: parseText,
  },
  context: {
    flag: "context",
    argument: "<name>",
    env: "APPRUNNER_OPERATOR_CONTEXT",
    help: "the context of the kubeconfig (default: its current one)",
    fallback: undefined,
    parse: parseText,
  },
} as const satisfies OptionSpecs;

/** Where AWS is. */
export const awsOptions = {
  region: {
    flag: "region",
    argument: "<region>",
    env: "AWS_REGION",
    otherEnv: "AWS_DEFAULT_REGION",
    help: "AWS region of services that name none (default: AWS_DEFAULT_REGION, else spec.region must say it)",
    fallback: undefined,
    parse: parseRegion,
  },
  awsEndpointUrl: {
    flag: "aws-endpoint-url",
    argument: "<url>",
    env: "APPRUNNER_OPERATOR_AWS_ENDPOINT_URL",
    help: "an App Runner emulator instead of AWS (AWS_ENDPOINT_URL works too, as the AWS SDK reads it)",
    fallback: undefined,
    parse: parseServerUrl,
  },
} as const satisfies OptionSpecs;

export const requireAwsAccountOption: OptionSpec<boolean> = {
  flag: "require-aws-account",
  argument: "[true|false]",
  env: "APPRUNNER_OPERATOR_REQUIRE_AWS_ACCOUNT",
  help: "refuse objects that no AwsAccount grants anything to, instead of working on them as the operator's own identity",
  fallback: false,
  parse: parseBoolean,
};
