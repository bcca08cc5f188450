/**
 * Writes every generated file of the project: `npm run generate`. With `--check` it writes nothing, names the files that
 * are not up to date and exits with 1 if there are any.
 */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { generateAll, generatedFolders } from "./generate/generators.ts";
import { staleFiles } from "./generate/stale-files.ts";

const projectDir = path.resolve(import.meta.dirname, "..");
const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

const generated = await generateAll();
const stale = await staleFiles(projectDir, generated, generatedFolders);
const verb = values.check ? "is" : "was";
for (const { file, reason } of stale) {
  console.log(`${file} ${verb} ${reason}`);
  if (values.check) continue;
  const target = path.join(projectDir, file);
  const content = generated.get(file);
  if (content === undefined) {
    await rm(target);
  } else {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}
console.log(
  `${generated.size} generated files, ${stale.length} ${values.check ? "not up to date" : "written or removed"}`,
);
if (values.check && stale.length > 0) {
  console.log("run `npm run generate` and commit the result");
  process.exitCode = 1;
}
