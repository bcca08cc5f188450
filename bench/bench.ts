import { cpus, totalmem } from "node:os";
import { systemClock } from "../src/base/system-clock.ts";
import { verdict, type Figure } from "./figure.ts";
import { measureServer } from "./measure-server.ts";
import { parseOptions, usage, type BenchOptions } from "./options.ts";
import { tables } from "./tables.ts";

/** `npm run bench`: prints what was measured. A missed aim is shown and fails nothing; only what could not be measured does. */
async function bench({ servers, quick, output }: BenchOptions): Promise<void> {
  const startMs = systemClock.monotonicMs();
  const seconds = (): string => `${Math.round((systemClock.monotonicMs() - startMs) / 1000)} s`;
  const figures: Figure[] = [];
  for (const server of servers) {
    figures.push(
      ...(await measureServer(server, quick, (line) => process.stderr.write(`bench: ${seconds()}: ${line}\n`))),
    );
  }
  process.stderr.write(`bench: ${seconds()}: done\n`);
  const machine = `${cpus().length} x ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`;
  if (output === "json") {
    const withVerdicts = figures.map((figure) => ({ ...figure, verdict: verdict(figure) }));
    console.log(JSON.stringify({ machine, quick, figures: withVerdicts }, undefined, 2));
    return;
  }
  console.log(`${machine}${quick ? ", quick" : ""}\n\n${tables(figures)}`);
}

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) console.log(usage);
  else await bench(options);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
