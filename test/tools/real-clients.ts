import { kubectlAndHelm } from "./kubectl-and-helm.ts";
import { runProgram, type ProgramResult, type RunOptions } from "./run-program.ts";

/** Runs kubectl or Helm to its end, whatever its exit code. */
type RunClient = (args: readonly string[], options?: RunOptions) => Promise<ProgramResult>;

/** Real clients, pointed at one cluster. */
export interface RealClients {
  readonly kubectl: RunClient;
  readonly helm: RunClient;
}

/**
 * Makes clients for a kubeconfig: `(await realClients())?.(path).kubectl(["get", "pods"])`. Undefined, with the reason
 * printed, where the platform has none: tests then skip themselves, which the runner counts. The clients see neither the
 * user's kubeconfig nor their Helm repositories and plug-ins; what they write stands beside the kubeconfig.
 */
export async function realClients(): Promise<((kubeconfigPath: string) => RealClients) | undefined> {
  const found = await kubectlAndHelm();
  if (!found.available) {
    process.stderr.write(`SKIPPED: tests with real clients: ${found.reason}\n`);
    return undefined;
  }
  return (kubeconfigPath) => {
    const home = `${kubeconfigPath}.home`;
    const client =
      (file: string): RunClient =>
      (args, options = {}) =>
        runProgram(file, args, {
          ...options,
          env: { ...(options.env ?? process.env), KUBECONFIG: kubeconfigPath, HOME: home, XDG_CACHE_HOME: home },
        });
    return { kubectl: client(found.kubectl), helm: client(found.helm) };
  };
}
