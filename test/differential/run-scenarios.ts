import type { ComparedServer } from "./compared-server.ts";
import { runScenario, type OnFailure } from "./run-scenario.ts";
import type { Scenario, StepAnswer } from "./scenario.ts";

/** Sends all scenarios to one server, in order, and resolves to all answers. */
export async function runScenarios(
  server: ComparedServer,
  scenarios: readonly Scenario[],
  onFailure: OnFailure = "throw",
): Promise<readonly StepAnswer[]> {
  const answers: StepAnswer[] = [];
  for (const scenario of scenarios) answers.push(...(await runScenario(server, scenario, onFailure)));
  return answers;
}
