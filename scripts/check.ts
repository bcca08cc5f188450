/**
 * Checks everything that can be checked without running the program: `npm run check`. One line per guard says how much it
 * looked at; at the end each guard has to catch the violations that are planted for it. `--only types,lint` runs just
 * those.
 */
import { parseArgs } from "node:util";
import { formatGuard } from "./check/format-guard.ts";
import { generatedGuard } from "./check/generated-guard.ts";
import type { Guard } from "./check/guard.ts";
import { importsGuard } from "./check/imports-guard.ts";
import { lintGuard } from "./check/lint-guard.ts";
import { runPlants } from "./check/plant.ts";
import { runGuard } from "./check/run-guard.ts";
import { typesGuard } from "./check/types-guard.ts";
import { unusedGuard } from "./check/unused-guard.ts";

const allGuards: readonly Guard[] = [typesGuard, lintGuard, formatGuard, unusedGuard, importsGuard, generatedGuard];

const startMs = performance.now();
const guards = selectGuards(parseArgs({ options: { only: { type: "string" } } }).values.only);
const outcomes = await Promise.all(guards.map(runGuard));
for (const { lines } of outcomes) console.log(lines.join("\n"));

const { planted, caught, faults } = await runPlants(guards);
for (const fault of faults) console.log(`  ${fault}`);
console.log(`planted: ${caught} of ${planted} caught`);

const failed = outcomes.filter(({ passed }) => !passed).length;
const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
console.log(`check: ${guards.length - failed} guards passed, ${failed} failed (${seconds} s)`);
if (failed > 0 || faults.length > 0) process.exitCode = 1;

function selectGuards(only: string | undefined): readonly Guard[] {
  if (only === undefined) return allGuards;
  return only.split(",").map((wanted) => {
    const guard = allGuards.find(({ name }) => name === wanted);
    if (guard === undefined) {
      console.error(`no guard is called ${wanted}; there are: ${allGuards.map(({ name }) => name).join(", ")}`);
      process.exit(2);
    }
    return guard;
  });
}
