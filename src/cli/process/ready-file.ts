import { rename, rm, writeFile } from "node:fs/promises";
import { CliError } from "../cli-error.ts";

/** Where everything is that a command serves. A member is absent where the command has no such thing. */
export interface Addresses {
  readonly appRunnerUrl?: string | undefined;
  readonly kubernetesUrl?: string | undefined;
  /** The path of a kubeconfig. */
  readonly kubeconfig?: string | undefined;
  readonly metricsUrl?: string | undefined;
  readonly healthUrl?: string | undefined;
}

/**
 * Writes the addresses to `file`, if there is to be one. It is renamed into place, so that whoever sees it sees all of
 * it. Readable for its owner alone, since it leads to a kubeconfig.
 * @throws {CliError} when it cannot be written.
 */
export async function writeReadyFile(file: string | undefined, addresses: Addresses, pid: number): Promise<void> {
  if (file === undefined) return;
  const temporary = `${file}.${pid}.tmp`;
  try {
    await writeFile(temporary, `${JSON.stringify(addresses, undefined, 2)}\n`, { mode: 0o600 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new CliError(`cannot write the ready file ${file}: ${reasonOf(error)}`, undefined, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "its folder does not exist";
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return "permission denied";
  if (code === "EISDIR") return "it is a folder";
  return code ?? String(error);
}
