import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { systemClock } from "../../src/base/system-clock.ts";
import { cacheFolder } from "./cache-folder.ts";
import { findOnPath } from "./find-on-path.ts";
import { installOnce } from "./install-once.ts";
import { progressOnStderr, type Progress } from "./progress.ts";
import { outputOf } from "./run-program.ts";

/** A folder with go.mod and go.sum, and what to build from it. */
export interface GoModule {
  /** Name in the cache and in messages, with the version where it has one. */
  readonly name: string;
  readonly folder: string;
  readonly goVersion: string;
  readonly packages: readonly string[];
  /** Values to link in, by the variable's full name. */
  readonly linkedValues?: Readonly<Record<string, string>>;
  /** What to expect, for the person who waits: "about 4 minutes on 2 cores". */
  readonly expectation: string;
}

/** Go compiles in parallel on all cores; a person's other work on the machine comes first. */
const niceness = 10;
const tellEveryMs = 10_000;

/**
 * Builds a module's programs, unless the cache has them: it is keyed by name, platform and the content of the module's
 * folder. Resolves to the folder with the programs, each named after the last element of its package's path. Needs Go
 * (which fetches a newer tool chain by itself when the module asks for one) and access to a Go module proxy.
 */
export async function buildGoPrograms(module: GoModule, progress: Progress = progressOnStderr): Promise<string> {
  const key = `${module.name}-${process.platform}-${process.arch}-${await hashOfBuild(module)}`;
  const folder = join(cacheFolder(), key);
  await installOnce(folder, (target) => build(module, target, progress), progress);
  return folder;
}

async function build(module: GoModule, target: string, progress: Progress): Promise<void> {
  const go = await findOnPath("go", process.env);
  if (go === undefined) {
    throw new Error(
      `${module.name} is built with Go ${module.goVersion} or newer, and there is no "go" on PATH. ` +
        `Install it (https://go.dev/dl/), then run: npm run tools`,
    );
  }
  const startedMs = systemClock.monotonicMs();
  let told = startedMs;
  let compiled = 0;
  progress(`building ${module.name}: ${module.expectation}`);
  const linked = Object.entries(module.linkedValues ?? {}).map(([name, value]) => `-X ${name}=${value}`);
  await outputOf(
    go,
    ["build", "-v", "-trimpath", "-ldflags", ["-s", "-w", ...linked].join(" "), "-o", `${target}/`, ...module.packages],
    {
      cwd: module.folder,
      // Without cgo no C compiler is needed. Settings of the user's own that would change the build do not apply.
      env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly -buildvcs=false", GOWORK: "off" },
      niceness,
      // With -v, Go names each package that it compiles.
      onStderrLine: () => {
        compiled += 1;
        const nowMs = systemClock.monotonicMs();
        if (nowMs - told < tellEveryMs) return;
        told = nowMs;
        progress(`building ${module.name}: ${compiled} packages, ${Math.round((nowMs - startedMs) / 1000)} s`);
      },
    },
  );
  progress(`built ${module.name} in ${Math.round((systemClock.monotonicMs() - startedMs) / 1000)} s`);
}

async function hashOfBuild(module: GoModule): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir(module.folder)).toSorted()) {
    hash.update(`${name}\n`).update(await readFile(join(module.folder, name)));
  }
  hash.update(JSON.stringify([module.packages, module.linkedValues]));
  return hash.digest("hex").slice(0, 12);
}
