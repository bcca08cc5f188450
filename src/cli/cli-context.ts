import type { Clock } from "../base/clock.ts";
import type { Random } from "../base/random.ts";
import type { Environment } from "./options/resolve-options.ts";

/** A terminal or a pipe to write to. */
export interface TextSink {
  write(text: string): void;
  /** Whether a person looks at it live. */
  readonly isTTY: boolean;
  /** Of the terminal, in characters; 80 where there is none. */
  readonly columns: number;
}

/** The process that a command runs in. */
export interface CliContext {
  readonly env: Environment;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** All that comes on the standard input. */
  readonly readStdin: () => Promise<string>;
  /** Asks on the terminal and gives the answer; undefined where nobody can answer. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Aborted by the first SIGTERM or Ctrl-C: end in good order. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly random: Random;
  readonly hostname: string;
  readonly pid: number;
  /** Such as 24.21.0. */
  readonly nodeVersion: string;
  /** The folder that holds `crds/` and `examples/`. */
  readonly dataFolder: string;
}
