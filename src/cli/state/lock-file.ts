import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { CliError } from "../cli-error.ts";
import { fileTrouble } from "../process/file-trouble.ts";

/**
 * Keeps `file` for this process, by a file beside it with the process id. One that a process left behind which is no more
 * is taken over. Returns how to give it back.
 * @throws {CliError} when another process has it, or the folder cannot be written to.
 */
export async function lockFile(
  file: string,
  pid: number,
  isAlive: (pid: number) => boolean = isProcess,
): Promise<() => Promise<void>> {
  const lock = `${file}.lock`;
  const holder = await holderIn(lock);
  // A container's process has the same id each time.
  if (holder > 0 && holder !== pid && isAlive(holder)) throw inUse(file, lock, `the process ${holder}`);
  try {
    if (holder > 0) await removeLockOf(holder, lock, `${lock}.${pid}`);
    await writeFile(lock, `${pid}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw inUse(file, lock, "another process");
    throw new CliError(`cannot write the state ${file}: ${fileTrouble(error)}`, undefined, { cause: error });
  }
  return () => rm(lock, { force: true });
}

async function holderIn(lock: string): Promise<number> {
  return Number(await readFile(lock, "utf8").catch(() => "0"));
}

/** Takes it aside first: where another process was quicker to take it over, it is that one's by now, and is put back. */
async function removeLockOf(holder: number, lock: string, aside: string): Promise<void> {
  await rename(lock, aside);
  if ((await holderIn(aside)) === holder) await rm(aside);
  else await rename(aside, lock);
}

function inUse(file: string, lock: string, holder: string): CliError {
  return new CliError(
    `the state ${file} is in use by ${holder}: stop that, or give another --state (or remove ${lock} if that is wrong)`,
  );
}

function isProcess(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process lives as well.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
