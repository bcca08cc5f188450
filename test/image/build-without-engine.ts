import { execFile } from "node:child_process";
import { cp, glob, mkdir, readFile, stat, symlink } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { dockerIgnore } from "./docker-ignore.ts";
import type { Instruction, Stage } from "./dockerfile.ts";

const run = promisify(execFile);

/** Where things are while a Dockerfile's steps are done by hand. */
export interface ManualBuild {
  /** What the engine would get sent. */
  readonly contextDir: string;
  /** The roots of the stages that are done, by name. */
  readonly stageRoots: ReadonlyMap<string, string>;
  /** The project's installed packages, which stand in for `npm ci`. */
  readonly nodeModules: string;
}

/** Copies what .dockerignore lets through from `projectDir` to `contextDir`, and returns its files. */
export async function copyContext(projectDir: string, contextDir: string): Promise<readonly string[]> {
  const isIgnored = dockerIgnore(await readFile(path.join(projectDir, ".dockerignore"), "utf8"));
  const files: string[] = [];
  const exclude = (entry: string): boolean => ["node_modules", ".git"].includes(entry.split("/")[0] ?? "");
  for await (const file of glob(["**/*", "**/.*"], { cwd: projectDir, exclude })) {
    if (isIgnored(file) || !(await stat(path.join(projectDir, file))).isFile()) continue;
    await cp(path.join(projectDir, file), path.join(contextDir, file));
    files.push(file);
  }
  return files;
}

/** Does the steps of one stage that change files, below `root` instead of `/`. Throws where a step cannot be done. */
export async function buildStage(stage: Stage, root: string, build: ManualBuild): Promise<void> {
  let workDir = root;
  await mkdir(root, { recursive: true });
  for (const instruction of stage.instructions) {
    if (instruction.name === "WORKDIR") {
      workDir = path.join(root, instruction.text);
      await mkdir(workDir, { recursive: true });
    }
    if (instruction.name === "COPY") await copyStep(instruction, root, workDir, build);
    if (instruction.name === "RUN") await runStep(instruction, workDir, build);
  }
}

/** COPY: a folder's contents are copied, and several sources need a target that ends in a slash. */
async function copyStep(instruction: Instruction, root: string, workDir: string, build: ManualBuild): Promise<void> {
  const from = instruction.flags.get("from");
  const sourceRoot = from === undefined ? build.contextDir : build.stageRoots.get(from);
  if (sourceRoot === undefined) throw new Error(`COPY --from=${from}: there is no such stage before`);
  const sources = instruction.words.slice(0, -1);
  const target = instruction.words.at(-1) ?? "";
  if (sources.length > 1 && !target.endsWith("/")) throw new Error(`COPY ${instruction.text}: target is no folder`);
  const targetPath = target.startsWith("/") ? path.join(root, target) : path.join(workDir, target);
  for (const source of sources) {
    const sourcePath = path.join(sourceRoot, source);
    const isFolder = (await stat(sourcePath)).isDirectory();
    const into = !isFolder && target.endsWith("/") ? path.join(targetPath, path.basename(source)) : targetPath;
    await cp(sourcePath, into, { recursive: true });
  }
}

/** RUN: `npm ci` is replaced by a link to the packages that are installed already; any other command really runs. */
async function runStep({ text }: Instruction, workDir: string, build: ManualBuild): Promise<void> {
  if (text === "npm ci") {
    for (const needed of ["package.json", "package-lock.json"]) await stat(path.join(workDir, needed));
    await symlink(build.nodeModules, path.join(workDir, "node_modules"), "dir");
  } else {
    await run("sh", ["-c", text], { cwd: workDir });
  }
}
