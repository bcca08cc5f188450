import { startKubeApiServer } from "../tools/start-kube-api-server.ts";
import { serverAt } from "./compared-server.ts";
import { embeddedServer } from "./embedded-server.ts";
import { exclusions } from "./exclusions.ts";
import { report } from "./report.ts";
import { runScenarios } from "./run-scenarios.ts";
import { scenarios } from "./scenarios/all.ts";
import { judge } from "./verdict.ts";

/**
 * `npm run compare:kube-api [-- scenario ...]`: compares the embedded server with a real one, in all scenarios or
 * those named, and prints every difference. For whoever works on the embedded server; the cluster suite does the same.
 */
async function compare(names: readonly string[]): Promise<void> {
  // The first scenario defines the kinds of all others.
  const chosen = scenarios.filter(({ name }, index) => index === 0 || names.length === 0 || names.includes(name));
  const running = await startKubeApiServer();
  const real = serverAt({ name: "kube-apiserver", ...running });
  try {
    const expected = await runScenarios(real, chosen);
    const actual = await runScenarios(embeddedServer(), chosen, "answer");
    const steps = new Set(expected.map(({ step }) => step));
    const applicable = exclusions
      .map((exclusion) => ({ ...exclusion, steps: exclusion.steps.filter((step) => steps.has(step)) }))
      .filter((exclusion) => exclusion.steps.length > 0);
    const verdict = judge(expected, actual, applicable);
    console.log(report(verdict, applicable, Number.POSITIVE_INFINITY));
    process.exitCode = verdict.unexpected.length + verdict.stale.length === 0 ? 0 : 1;
  } finally {
    await real.close();
    await running.stop();
  }
}

await compare(process.argv.slice(2));
