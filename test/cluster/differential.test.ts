import { beforeAll, describe, expect, it } from "vitest";
import { serverAt, type ComparedServer } from "../differential/compared-server.ts";
import { embeddedServer } from "../differential/embedded-server.ts";
import { exclusions } from "../differential/exclusions.ts";
import { report } from "../differential/report.ts";
import { runScenarios } from "../differential/run-scenarios.ts";
import type { StepAnswer } from "../differential/scenario.ts";
import { scenarios } from "../differential/scenarios/all.ts";
import { definitionsScenario } from "../differential/scenarios/definitions.ts";
import { verbsScenario } from "../differential/scenarios/verbs.ts";
import { judge } from "../differential/verdict.ts";
import { withPlantedDefect } from "../differential/with-planted-defect.ts";
import { startKubeApiServer } from "../tools/start-kube-api-server.ts";

/** Starts a server for as long as `use` runs. */
async function withRealServer<T>(use: (server: ComparedServer) => Promise<T>): Promise<T> {
  const running = await startKubeApiServer();
  const server = serverAt({ name: "kube-apiserver", ...running });
  try {
    return await use(server);
  } finally {
    await server.close();
    await running.stop();
  }
}

describe("the differential suite", () => {
  let real: readonly StepAnswer[];
  beforeAll(async () => {
    real = await withRealServer((server) => runScenarios(server, scenarios));
  });

  it("gives each step a name of its own", () => {
    const names = real.map(({ step }) => step);
    expect(names).toEqual([...new Set(names)]);
  });

  it("finds two real servers equal, so that what it finds is not the masking's fault", async () => {
    const again = await withRealServer((server) => runScenarios(server, scenarios));
    const verdict = judge(real, again, []);
    console.log(`kube-apiserver against another kube-apiserver: ${report(verdict, [])}`);
    expect(verdict).toMatchObject({ unexpected: [], stale: [], equal: verdict.compared });
  });

  it("finds the embedded server equal to a real one, but for what is listed", async () => {
    const embedded = await runScenarios(embeddedServer(), scenarios, "answer");
    const verdict = judge(real, embedded, exclusions);
    const text = report(verdict, exclusions);
    console.log(`kube-apiserver against the embedded server: ${text}`);
    expect(verdict.unexpected.length + verdict.stale.length, text).toBe(0);
  });

  it("finds a planted defect", async () => {
    const chosen = [definitionsScenario, verbsScenario];
    const defective = await runScenarios(withPlantedDefect(embeddedServer()), chosen, "answer");
    const steps = new Set(defective.map(({ step }) => step));
    const expected = real.filter(({ step }) => steps.has(step));
    expect(judge(expected, defective, exclusions).unexpected).toContainEqual({
      step: "verbs: replaces",
      at: "body.metadata.generation",
      left: 2,
      right: 1,
    });
  });
});
