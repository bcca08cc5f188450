import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";
import type { SandboxOptions } from "./sandbox-options.ts";

/** Whether it works on a cluster that is there already, instead of an embedded Kubernetes API. */
export function isOnExistingCluster({ kubeconfig, context }: SandboxOptions): boolean {
  return kubeconfig !== undefined || context !== undefined;
}

/** @throws {CliError} when options that are right by themselves make no sense together. */
export function checkSandboxOptions(options: SandboxOptions): void {
  if (!isOnExistingCluster(options)) return;
  const { writeKubeconfig, kubernetesPort } = options;
  const useless = writeKubeconfig !== undefined ? "write-kubeconfig" : kubernetesPort !== 0 ? "kubernetes-port" : "";
  if (useless === "") return;
  throw new CliError(
    `--${useless} is for the embedded Kubernetes API, which --kubeconfig or --context takes the place of: give one or the other`,
    exitCode.usage,
  );
}
