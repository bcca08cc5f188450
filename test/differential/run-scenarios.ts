import type { ComparedServer } from "./compared-server.ts";
import { runScenario } from "./run-scenario.ts";
import type { Scenario, StepAnswer } from "./scenario.ts";

/** Sends all scenarios to one server, in order, and resolves to all answers. */
export async function runScenarios(
  server: ComparedServer,
  scenarios: readonly Scenario[],
): Promise<readonly StepAnswer[]> {
  const answers: StepAnswer[] = [];
  for (const scenario of scenarios) answers.push(...(await runScenario(server, scenario)));
  return answers;
}
