import type { LogFormat, LogLevel } from "../../telemetry/logger.ts";
import type { OptionSpec } from "./option-spec.ts";
import { oneOf, parseAddress, parseSpeed, parseText, type ListenAddress } from "./parse-value.ts";

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
