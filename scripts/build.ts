/**
 * Bundles the program into dist/: `npm run build`. Few files, because importing the packages one by one more than doubles
 * the time to start; and not one, because Node keeps all that it reads, and the operator would then hold the sandbox in
 * memory too. The CRDs and the examples, which some commands apply, are laid beside it.
 */
import { chmod, cp, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

const projectDir = path.resolve(import.meta.dirname, "..");
const outDir = path.join(projectDir, "dist");
const program = "apprunner-operator.js";
/** What commands load when they run. */
const chunkFolder = "chunks";
/** A program of an earlier build, started just before this one, may still be about to load its chunks. */
const keepOldChunksMs = 3_600_000;

/** Folders that the program reads at run time, relative to the file it runs from. */
const dataFolders = ["crds", "examples"];

const startMs = performance.now();
const { outputFiles } = await build({
  absWorkingDir: projectDir,
  entryPoints: { [path.parse(program).name]: "src/main.ts" },
  outdir: outDir,
  chunkNames: `${chunkFolder}/[name]-[hash]`,
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node22",
  // CommonJS packages in the bundle call require() for Node's own modules, which an ES module does not have.
  banner: {
    js: `#!/usr/bin/env node
import { createRequire as bundleCreateRequire } from "node:module";
const require = bundleCreateRequire(import.meta.url);`,
  },
  // Not minified: the process starts no quicker (0.16 s either way), and an uncaught error shows a line one can read.
  legalComments: "none",
  sourcemap: "external",
  logLevel: "warning",
  write: false,
});

await mkdir(path.join(outDir, chunkFolder), { recursive: true });
for (const { path: target, contents } of outputFiles) {
  const mode = target.endsWith(program) ? 0o755 : 0o644;
  await replaceFile(target, contents, mode);
}
// Node must not have to guess what kind of module it is where the bundle stands alone.
await replaceFile(path.join(outDir, "package.json"), Buffer.from('{ "type": "module" }\n'), 0o644);
await removeOldChunks(path.join(outDir, chunkFolder), new Set(outputFiles.map(({ path: target }) => target)));
for (const folder of dataFolders) await mirror(path.join(projectDir, folder), path.join(outDir, folder));

const bytes = outputFiles
  .filter(({ path: target }) => target.endsWith(".js"))
  .reduce((sum, { contents }) => sum + contents.length, 0);
const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
console.log(`dist/${program}: ${(bytes / 1e6).toFixed(1)} MB in ${seconds} s`);

/** Renamed into place, so that a program that starts meanwhile never reads half a file. */
async function replaceFile(target: string, contents: Uint8Array, mode: number): Promise<void> {
  const temporary = `${target}.${process.pid}`;
  await writeFile(temporary, contents);
  await chmod(temporary, mode);
  await rename(temporary, target);
}

async function removeOldChunks(folder: string, current: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    if (!current.has(file) && Date.now() - (await stat(file)).mtimeMs > keepOldChunksMs)
      await rm(file, { force: true });
  }
}

/** Makes `target` hold the files of the folder `source` and nothing else. */
async function mirror(source: string, target: string): Promise<void> {
  await cp(source, target, { recursive: true });
  const wanted = new Set(await readdir(source, { recursive: true }));
  for (const name of await readdir(target, { recursive: true })) {
    if (!wanted.has(name)) await rm(path.join(target, name), { recursive: true, force: true });
  }
}
