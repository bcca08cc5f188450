import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Guard, GuardReport } from "./guard.ts";
import { projectRoot } from "./run-tool.ts";

/** What the guards are configured by: the plants are judged by the same rules as the project. */
const configuration = [
  "package.json",
  "vitest.config.ts",
  "tsconfig.json",
  ".oxlintrc.json",
  ".oxfmtrc.json",
  "knip.json",
  ".gitignore",
];

/** Folders with generated files, which a plant changes. */
const generatedTrees = ["crds", "charts", "docs"];

/** A file that no guard may report: one that reports everything would catch every plant. */
const cleanFile = "src/base/clean.ts";

const ownFiles: Readonly<Record<string, string>> = {
  "src/main.ts": 'import { clean } from "./base/clean.ts";\n\nclean();\n',
  [cleanFile]: "/** Breaks no rule. */\nexport function clean(): number {\n  return 1;\n}\n",
};

/** How many violations were planted, and what went wrong with the others than those caught. */
export interface PlantResult {
  readonly planted: number;
  readonly caught: number;
  readonly faults: readonly string[];
}

/** Plants the violations of all `guards` in a small project of its own and runs each guard over it. */
export async function runPlants(guards: readonly Guard[]): Promise<PlantResult> {
  const dir = await mkdtemp(path.join(tmpdir(), "apprunner-operator-planted-"));
  try {
    await layOut(dir);
    for (const { plants } of guards) {
      for (const { file, content } of plants) await plant(dir, file, content);
    }
    const faults = (await Promise.all(guards.map((guard) => judge(guard, dir)))).flat();
    const planted = guards.reduce((sum, { plants }) => sum + plants.length, 0);
    return {
      planted,
      caught: planted - faults.filter(({ missed }) => missed).length,
      faults: faults.map(({ text }) => text),
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function layOut(dir: string): Promise<void> {
  for (const file of configuration) await cp(path.join(projectRoot, file), path.join(dir, file));
  for (const tree of generatedTrees) await cp(path.join(projectRoot, tree), path.join(dir, tree), { recursive: true });
  for (const [file, content] of Object.entries(ownFiles)) await plant(dir, file, content);
  await symlink(path.join(projectRoot, "node_modules"), path.join(dir, "node_modules"), "dir");
}

async function plant(dir: string, file: string, content: string | ((original: string) => string)): Promise<void> {
  const target = path.join(dir, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, typeof content === "string" ? content : content(await textOf(target)));
}

/** The text of a generated file; empty when it is missing, which its guard then reports instead of the plant. */
function textOf(file: string): Promise<string> {
  return existsSync(file) ? readFile(file, "utf8") : Promise.resolve("");
}

interface Fault {
  readonly missed: boolean;
  readonly text: string;
}

async function judge(guard: Guard, dir: string): Promise<readonly Fault[]> {
  let report: GuardReport;
  try {
    report = await guard.check(dir);
  } catch (error) {
    return guard.plants.map(({ file }) => ({ missed: true, text: `${guard.name} ${file}: ${String(error)}` }));
  }
  const { findings } = report;
  const missed = guard.plants
    .filter((planted) => !findings.some(({ file, rule }) => file === planted.file && rule === planted.rule))
    .map(({ file, rule }) => ({ missed: true, text: `${guard.name} does not report ${rule} in ${file}` }));
  const wrong = findings
    .filter(({ file }) => file === cleanFile)
    .map(({ rule }) => ({ missed: false, text: `${guard.name} reports ${rule} in a clean file` }));
  return [...missed, ...wrong];
}
