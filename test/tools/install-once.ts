import { mkdir, open, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { sleep } from "../../src/base/sleep.ts";
import { systemClock } from "../../src/base/system-clock.ts";
import type { Progress } from "./progress.ts";

/** A living owner touches its lock this often, so that the lock of a crashed one is known by its age. */
const heartbeatMs = 2_000;
const staleAfterMs = 15_000;
const pollMs = 250;

/**
 * Makes sure that the folder `target` exists and is complete, by calling `install` with an empty folder to fill unless it
 * exists already. The filled folder is renamed into place, so a reader never sees half of it. A lock beside it keeps
 * parallel callers, also of other processes, from doing the same work; when a crash left the lock behind, two callers may
 * both work, and the first to finish wins.
 */
export async function installOnce(
  target: string,
  install: (folder: string) => Promise<void>,
  progress: Progress,
): Promise<void> {
  if (await exists(target)) return;
  await mkdir(dirname(target), { recursive: true });
  const lock = `${target}.lock`;
  await acquire(lock, target, progress);
  const heartbeat = setInterval(() => void touch(lock), heartbeatMs);
  const partial = `${target}.partial-${process.pid}`;
  try {
    if (await exists(target)) return;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial);
    await install(partial);
    await moveIntoPlace(partial, target);
  } finally {
    clearInterval(heartbeat);
    await rm(partial, { recursive: true, force: true });
    await rm(lock, { force: true });
  }
}

async function acquire(lock: string, target: string, progress: Progress): Promise<void> {
  let told = false;
  for (;;) {
    try {
      await (await open(lock, "wx")).close();
      return;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
    }
    if (await isStale(lock)) {
      progress(`taking over ${lock}, whose owner has gone`);
      await rm(lock, { force: true });
      continue;
    }
    if (!told) progress(`waiting for another process that prepares ${target}`);
    told = true;
    await sleep(systemClock, pollMs);
  }
}

async function isStale(lock: string): Promise<boolean> {
  try {
    return systemClock.nowMs() - (await stat(lock)).mtimeMs > staleAfterMs;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

async function touch(lock: string): Promise<void> {
  const now = new Date(systemClock.nowMs());
  // The lock may be gone when another caller took it for stale (a suspended laptop): the work goes on all the same.
  await utimes(lock, now, now).catch(() => undefined);
}

async function moveIntoPlace(partial: string, target: string): Promise<void> {
  try {
    await rename(partial, target);
  } catch (error) {
    // Another caller, who took over our lock, was faster: its result is as good.
    const code = codeOf(error);
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
