import { afterAll, beforeAll, describe, it } from "vitest";
import type { RealClients } from "../tools/real-clients.ts";
import { started } from "../tools/started.ts";
import type { Case, RunningOperator } from "./case.ts";
import { accountCases } from "./cases/accounts.ts";
import { domainCases } from "./cases/domains.ts";
import { disruptiveCases } from "./cases/disruptions.ts";
import { driftCases } from "./cases/drift.ts";
import { configurationCases } from "./cases/configurations.ts";
import { ingressCases } from "./cases/ingress.ts";
import { exampleCases, teamCases } from "./cases/examples.ts";
import { lifeCases } from "./cases/life.ts";
import { ownershipCases } from "./cases/ownership.ts";
import { refusalCases } from "./cases/refusals.ts";
import { openEnvironment, type Environment } from "./environment.ts";
import type { OperatorProcess } from "./operator-process.ts";
import { Scene } from "./scene.ts";
import type { TestedServer } from "./tested-server.ts";

/** A create takes a second at this speed, a rollback four. */
const speed = 240;
const caseTimeoutMs = 400_000;

const together: readonly Case[] = [
  ...lifeCases,
  ...ownershipCases,
  ...driftCases,
  ...refusalCases,
  ...exampleCases,
  ...configurationCases,
  ...accountCases,
  ...domainCases,
  ...ingressCases,
];

/**
 * Declares the suite: a real operator process between a Kubernetes API and App Runner, over real HTTP, driven by real
 * kubectl. The cases of the first group share one operator, as tenants of a cluster do; those of the second run alone.
 * Without a lease: the suite of leader election has that. Skipped where there is no kubectl.
 */
export function integrationSuite(
  serverName: string,
  clientsFor: ((kubeconfigPath: string) => RealClients) | undefined,
  startServer: () => Promise<TestedServer>,
): void {
  describe.skipIf(clientsFor === undefined)(`the operator, driven by kubectl on ${serverName}`, () => {
    let env: Environment | undefined;
    let current: OperatorProcess | undefined;
    const start = async (): Promise<void> => {
      current = await started(env).startOperator({ flags: ["--leader-elect=false"] });
    };
    const operator: RunningOperator = {
      current: () => started(current),
      restart: async () => {
        await started(current).discard();
        await start();
      },
    };
    beforeAll(async () => {
      env = await openEnvironment({ server: await startServer(), clientsFor: started(clientsFor), speed });
      await start();
    });
    afterAll(() => env?.close());

    describe.concurrent("many at once", () => {
      for (const [index, { title, expectOutcome }] of together.entries()) {
        const namespace = `case-${index}`;
        it(
          `${namespace}: ${title}`,
          async () => expectOutcome(await Scene.open(started(env), namespace)),
          caseTimeoutMs,
        );
      }
    });

    describe("one at a time", () => {
      for (const [index, { title, expectOutcome }] of [...teamCases, ...disruptiveCases].entries()) {
        const namespace = `alone-${index}`;
        it(
          `${namespace}: ${title}`,
          async () => expectOutcome(await Scene.open(started(env), namespace), operator),
          caseTimeoutMs,
        );
      }
    });
  });
}
