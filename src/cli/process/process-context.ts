import { hostname } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { systemClock } from "../../base/system-clock.ts";
import type { CliContext, TextSink } from "../cli-context.ts";
import { askOnTerminal } from "./ask-on-terminal.ts";
import { stopOnSignals } from "./stop-on-signals.ts";

/** Longer than what ending in good order takes at most, and within what is promised for it, 10 s. */
const stopWithinMs = 9_500;

/** The real process, as commands see it. */
export function processContext(): CliContext {
  const signal = stopOnSignals(process, systemClock, stopWithinMs);
  return {
    env: process.env,
    stdout: textSink(process.stdout),
    stderr: textSink(process.stderr),
    readStdin: () => text(process.stdin),
    ask: (question) => askOnTerminal(question, { input: process.stdin, output: process.stderr, signal }),
    signal,
    clock: systemClock,
    random: Math.random,
    hostname: hostname(),
    pid: process.pid,
    nodeVersion: process.versions.node,
    // Beside the bundle in dist/; in the project's root when src/main.ts itself was started.
    dataFolder: path.resolve(import.meta.dirname, import.meta.url.endsWith(".ts") ? "../../.." : "."),
  };
}

function textSink(stream: NodeJS.WriteStream): TextSink {
  // A reader that has gone (`| head`) ends nothing that others rely on.
  stream.on("error", () => undefined);
  return {
    write: (part) => void stream.write(part),
    // Absent where it is no terminal, whatever the types say.
    // A dumb terminal can neither go back to the beginning of a line nor clear it.
    isTTY: (stream.isTTY as boolean | undefined) === true && process.env["TERM"] !== "dumb",
    get columns() {
      // Some terminals do not tell.
      return stream.isTTY && stream.columns > 0 ? stream.columns : 80;
    },
  };
}
