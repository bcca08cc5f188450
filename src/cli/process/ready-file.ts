import { lstat, rename, rm, writeFile } from "node:fs/promises";
import { CliError } from "../cli-error.ts";
import { fileTrouble } from "./file-trouble.ts";

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
    throw new CliError(`cannot write the ready file ${file}: ${fileTrouble(error)}`, undefined, { cause: error });
  }
}

/**
 * Takes away what an earlier run has left in the place of the ready file, so that nobody takes it for this run's.
 * @throws {CliError} when it cannot be taken away.
 */
export async function removeReadyFile(file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const found = await lstat(file).catch(() => undefined);
  if (found?.isDirectory() === true) throw new CliError(`cannot write the ready file ${file}: it is a folder`);
  if (found?.isFile() !== true) return;
  try {
    await rm(file, { force: true });
  } catch (error) {
    const message = `cannot write the ready file ${file}: ${fileTrouble(error)}`;
    throw new CliError(message, undefined, { cause: error });
  }
}
