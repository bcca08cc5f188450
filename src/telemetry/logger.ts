import { pino } from "pino";
import type { Clock } from "../base/clock.ts";
import { describeError } from "./describe-error.ts";
import { textLine } from "./text-line.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

export type LogFormat = "json" | "text";

type LogValue = string | number | boolean | readonly string[] | undefined;

/**
 * What a line says beside its message: plain values under chosen names. Objects do not fit, so that nothing is logged as
 * a whole by accident; of `error` name and message are written, and the place for one that may be a defect.
 */
export type LogFields = Readonly<Record<string, LogValue>>;

/** Writes lines for those who run the operator. */
export interface Logger {
  log(level: LogLevel, message: string, fields?: LogFields, error?: unknown): void;
  /** A logger that adds `fields` to each line. */
  with(fields: LogFields): Logger;
  /** Lines below this level are left out from now on, also by loggers made by `with`. */
  setLevel(level: LogLevel): void;
}

export interface LoggerOptions {
  readonly level: LogLevel;
  /** `json`: one object per line. `text`: one line for a person. */
  readonly format: LogFormat;
  /** Gets whole lines, their line feed included. */
  readonly destination: { write(line: string): void };
  readonly clock: Clock;
  /** Colours for `text`, where the destination is a terminal. */
  readonly colour?: boolean | undefined;
}

/** A logger on pino. Times are ISO 8601 in UTC, from the clock that is passed in. */
export function createLogger({ level, format, destination, clock, colour = false }: LoggerOptions): Logger {
  const sink = format === "json" ? destination : { write: (line: string) => destination.write(textLine(line, colour)) };
  const root = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date(clock.nowMs()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    sink,
  );
  const bound = (fields: LogFields): Logger => ({
    log(at, message, more = {}, error) {
      if (!root.isLevelEnabled(at)) return;
      root[at]({ ...fields, ...more, ...(error === undefined ? {} : describeError(error)) }, message);
    },
    with: (more) => bound({ ...fields, ...more }),
    setLevel(newLevel) {
      root.level = newLevel;
    },
  });
  return bound({});
}
