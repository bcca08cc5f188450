import { join } from "node:path";
import type { RealClients } from "../tools/real-clients.ts";
import { serveAppRunner, type ServedAppRunner } from "./app-runner.ts";
import { builtProgram } from "./built-program.ts";
import { type OperatorProcess, type OperatorProcessOptions, startOperatorProcess } from "./operator-process.ts";
import type { TestedServer } from "./tested-server.ts";

const crdFolder = join(import.meta.dirname, "../../crds");

/** A Kubernetes API with the CRDs, App Runner, and operator processes between them. */
export interface Environment {
  readonly server: TestedServer;
  readonly clients: RealClients;
  readonly appRunner: ServedAppRunner;
  /** The namespace that has an object, such as `AppRunnerService shop`. */
  readonly claimants: Map<string, string>;
  /** Starts one more operator process. */
  startOperator(
    options?: Partial<
      Pick<OperatorProcessOptions, "accessKeyId" | "flags" | "env" | "kubeconfig" | "nodeFlags" | "speed">
    >,
  ): Promise<OperatorProcess>;
  close(): Promise<void>;
}

export interface EnvironmentOptions {
  readonly server: TestedServer;
  readonly clientsFor: (kubeconfigPath: string) => RealClients;
  /** How many times faster than AWS. */
  readonly speed: number;
  /** Whether something else, such as a Helm chart, brings the CRDs; absent: not. */
  readonly hasCrds?: boolean;
}

/** Puts an environment together, without an operator. It owns the server: `close` ends that too. */
export async function openEnvironment(options: EnvironmentOptions): Promise<Environment> {
  const { server, clientsFor, speed } = options;
  const clients = clientsFor(server.kubeconfigPath);
  const [program, appRunner] = await Promise.all([builtProgram(), serveAppRunner({ speed })]);
  const operators: OperatorProcess[] = [];
  if (options.hasCrds !== true) await applyCrds(clients);
  return {
    server,
    clients,
    appRunner,
    claimants: new Map(),
    startOperator: async (more = {}) => {
      const operator = await startOperatorProcess({
        program,
        kubeconfig: server.kubeconfigPath,
        awsUrl: appRunner.url,
        speed,
        ...more,
      });
      operators.push(operator);
      return operator;
    },
    close: async () => {
      for (const operator of operators) await operator.discard();
      await appRunner.close();
      await server.stop();
    },
  };
}

async function applyCrds({ kubectl }: RealClients): Promise<void> {
  const steps = [
    ["create", "-f", crdFolder],
    ["wait", "--for=condition=Established", "--timeout=180s", "-f", crdFolder],
  ];
  for (const step of steps) {
    const { code, stderr } = await kubectl(step);
    if (code !== 0) throw new Error(`kubectl ${step.join(" ")}: ${stderr}`);
  }
}
