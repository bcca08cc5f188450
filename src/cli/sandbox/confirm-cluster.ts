import type { LoadedKubeConfig } from "../../kube/kube-config.ts";
import type { CliContext } from "../cli-context.ts";
import { CliError } from "../cli-error.ts";
import { exitCode } from "../exit-code.ts";

/**
 * Asks once before an existing cluster is changed, unless `yes` says so already.
 * @throws {CliError} when the answer is no, or nobody can answer.
 */
export async function confirmCluster(
  yes: boolean,
  { context, server }: Pick<LoadedKubeConfig, "context" | "server">,
  ask: CliContext["ask"],
): Promise<void> {
  if (yes) return;
  const answer = await ask(
    `This is for the cluster ${server} (context ${context}):\n` +
      `the custom resource definitions of apprunner-operator are applied, and stay;\n` +
      `an operator works on it, against an emulated App Runner. Go on? [y/N] `,
  );
  if (answer === undefined) {
    throw new CliError(
      `the sandbox would change the cluster ${server}, and there is no terminal to ask on: give --yes`,
      exitCode.usage,
    );
  }
  if (!/^y(es)?$/i.test(answer.trim())) throw new CliError("the cluster was not changed");
}
