import { parseArgs } from "node:util";
import type { ServerName } from "./figure.ts";

export interface BenchOptions {
  readonly servers: readonly ServerName[];
  /** Fewer samples and a shorter day, for a first look. */
  readonly quick: boolean;
  readonly output: "text" | "json";
}

export const usage = `npm run bench -- [--only embedded|real] [--quick] [--output text|json]

Measures what the operator costs and how quick it is, on the embedded Kubernetes API and on a real kube-apiserver (which
is built first where it is missing; that takes Go and some minutes). Tables go to stdout, progress to stderr.`;

/** @throws {Error} with one line for a person when the arguments make no sense; undefined: help was asked for. */
export function parseOptions(args: readonly string[]): BenchOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      output: { type: "string", default: "text" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  const { only, quick, output } = values;
  if (only !== undefined && only !== "embedded" && only !== "real") throw new Error("--only takes embedded or real");
  if (output !== "text" && output !== "json") throw new Error("--output takes text or json");
  return { servers: only === undefined ? ["embedded", "real"] : [only], quick, output };
}
