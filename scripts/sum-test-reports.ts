/**
 * Sums up what `.ci/run` ran: `node scripts/sum-test-reports.ts NAME=EXITCODE[:REPORT]...`, where REPORT is a file that
 * Vitest's `json` reporter writes. The last line is `N passed, N failed`. A step that failed without a failed test (a
 * check, a file that could not be loaded, a suite that left no report) counts as one failure, so that the line never says
 * 0 when something failed. Exits with 1 if anything failed.
 */
import { existsSync, readFileSync } from "node:fs";

/** The members used of the report. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

const nothing: TestReport = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
let passed = 0;
let failed = 0;
for (const step of process.argv.slice(2)) {
  const {
    name = step,
    exitCode = "1",
    file,
  } = /^(?<name>.+)=(?<exitCode>\d+)(:(?<file>.+))?$/.exec(step)?.groups ?? {};
  const hasReport = file !== undefined && existsSync(file);
  const report = hasReport ? (JSON.parse(readFileSync(file, "utf8")) as TestReport) : nothing;
  const succeeded = exitCode === "0" && (file === undefined || hasReport);
  const skipped = report.numPendingTests + report.numTodoTests;
  if (!succeeded) console.log(`${name} failed${file === undefined || hasReport ? "" : " and left no report"}`);
  if (skipped > 0) console.log(`${name}: ${skipped} skipped`);
  passed += report.numPassedTests;
  failed += succeeded ? report.numFailedTests : Math.max(1, report.numFailedTests);
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
