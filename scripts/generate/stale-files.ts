import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import type { GeneratedFiles } from "./generators.ts";

/** A committed file that differs from what the generators make. */
export interface StaleFile {
  readonly file: string;
  readonly reason: "missing" | "outdated" | "leftover";
}

/**
 * Compares the files in `projectDir` with `generated`. Everything in one of `folders` that is not generated is a
 * leftover.
 */
export async function staleFiles(
  projectDir: string,
  generated: GeneratedFiles,
  folders: readonly string[],
): Promise<readonly StaleFile[]> {
  const stale: StaleFile[] = [];
  for (const [file, content] of generated) {
    const committed = await readFile(path.join(projectDir, file), "utf8").catch(ignoreMissing);
    if (committed === undefined) stale.push({ file, reason: "missing" });
    else if (committed !== content) stale.push({ file, reason: "outdated" });
  }
  for (const folder of folders) {
    for await (const entry of glob(`${folder}/**/*.*`, { cwd: projectDir, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.relative(projectDir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, "/");
      if (!generated.has(file)) stale.push({ file, reason: "leftover" });
    }
  }
  return stale;
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
