/**
 * Sums up Vitest's JSON reports: `node scripts/sum-test-reports.ts FAILED_STEPS REPORT...`. The last line is `N passed,
 * N failed`. Whatever failed without being a test (a check, a file that could not be loaded, a suite that left no
 * report) counts as one failure, so that the line never says 0 when something did. Exits with 1 if anything failed.
 */
import { existsSync, readFileSync } from "node:fs";

/** The members used of the report that Vitest's `json` reporter writes. */
interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const [failedSteps = "0", ...reportFiles] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of reportFiles) {
  if (!existsSync(file)) {
    console.log(`no report was written: ${file}`);
    failed++;
    continue;
  }
  const report = JSON.parse(readFileSync(file, "utf8")) as TestReport;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  for (const { name } of brokenFiles) console.log(`could not run: ${name}`);
  passed += report.numPassedTests;
  failed += report.numFailedTests + brokenFiles.length;
  skipped += report.numPendingTests + report.numTodoTests;
}
if (failed === 0) failed = Number(failedSteps);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
