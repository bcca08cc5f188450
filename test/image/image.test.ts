import { execFile } from "node:child_process";
import { chmod, copyFile, glob, mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildStage, copyContext } from "./build-without-engine.ts";
import { parseDockerfile, type Stage } from "./dockerfile.ts";

/*
 * The image's steps, done without a container engine. Not proven here: that the base images exist and hold what their
 * names say (Node at /nodejs/bin/node, a certificate store), `npm ci` inside of the build image (the packages installed
 * here stand in for it), other architectures, and anything that an engine adds (layers, labels, metadata).
 */
const run = promisify(execFile);
const projectDir = path.resolve(import.meta.dirname, "../..");
/** `nonroot` of the distroless images. */
const imageUser = 65532;

let scratchDir: string;
let contextFiles: readonly string[];
let buildStageOfImage: Stage;
let finalStage: Stage;
let imageRoot: string;

beforeAll(async () => {
  scratchDir = await mkdtemp(path.join(tmpdir(), "apprunner-operator-image-"));
  await chmod(scratchDir, 0o755);
  const stages = parseDockerfile(await readFile(path.join(projectDir, "Dockerfile"), "utf8"));
  const [first, last] = stages;
  if (stages.length !== 2 || first === undefined || last === undefined) throw new Error("expected two stages");
  [buildStageOfImage, finalStage] = [first, last];

  const contextDir = path.join(scratchDir, "context");
  contextFiles = await copyContext(projectDir, contextDir);
  const buildRoot = path.join(scratchDir, "build-root");
  const nodeModules = path.join(projectDir, "node_modules");
  await buildStage(buildStageOfImage, buildRoot, { contextDir, nodeModules, stageRoots: new Map() });
  imageRoot = path.join(scratchDir, "image-root");
  const stageRoots = new Map([[buildStageOfImage.name ?? "", buildRoot]]);
  await buildStage(finalStage, imageRoot, { contextDir, nodeModules, stageRoots });
});

afterAll(async () => {
  await rm(scratchDir, { recursive: true, force: true });
});

function only(stage: Stage, name: string): Stage["instructions"][number] {
  const found = stage.instructions.filter((instruction) => instruction.name === name);
  const [instruction] = found;
  if (instruction === undefined || found.length > 1) throw new Error(`expected one ${name}, found ${found.length}`);
  return instruction;
}

describe("the build context", () => {
  it("holds the sources and nothing that the image does not need", () => {
    expect(contextFiles).toContain("src/main.ts");
    expect(contextFiles).toContain(".npmrc");
    const tops = new Set(contextFiles.map((file) => file.split("/")[0] ?? ""));
    expect([...tops].toSorted()).toEqual([
      ".npmrc",
      "crds",
      "examples",
      "package-lock.json",
      "package.json",
      "scripts",
      "src",
      "tsconfig.json",
    ]);
    expect(contextFiles.filter((file) => file.endsWith(".test.ts"))).toEqual([]);
  });
});

describe("the image", () => {
  it("is built with the Node that it runs on", () => {
    expect(buildStageOfImage.image).toMatch(/^node:24/);
    expect(finalStage.image).toMatch(/\/nodejs24-/);
  });

  it("holds the bundle and its data alone", async () => {
    const files: string[] = [];
    for await (const entry of glob("**/*.*", { cwd: imageRoot })) files.push(entry);
    const data = /^app\/((crds|examples(\/(accounts|team|argocd))?)\/[^/]+\.yaml|chunks\/[^/]+\.js)$/;
    expect(files.filter((file) => !data.test(file)).toSorted()).toEqual([
      "app/apprunner-operator.js",
      "app/package.json",
    ]);
    expect(files.some((file) => file.startsWith("app/crds/"))).toBe(true);
    expect(files.some((file) => file.startsWith("app/examples/"))).toBe(true);
    expect(files.some((file) => file.startsWith("app/chunks/"))).toBe(true);
  });

  it("does not run as root", () => {
    expect(only(finalStage, "USER").text).toBe(`${imageUser}:${imageUser}`);
  });

  it("runs the operator, from a file that its user can only read, without packages beside it", async () => {
    const [node = "", flag = "", bundle = "", ...args] = only(finalStage, "ENTRYPOINT").words;
    expect(path.posix.basename(node)).toBe("node");
    expect(args).toEqual(["run"]);
    const file = path.join(imageRoot, bundle);
    expect((await stat(file)).mode & 0o444).toBe(0o444);
    await chmod(file, 0o444);

    const emptyDir = path.join(scratchDir, "empty");
    await mkdir(emptyDir);
    // Copied, because the image's user may not be able to reach the Node that runs this.
    const ownNode = path.join(scratchDir, "node");
    await copyFile(process.execPath, ownNode);
    const isRoot = process.getuid?.() === 0;
    const { stdout, stderr } = await run(ownNode, [flag, file, ...args, "--help"], {
      cwd: emptyDir,
      env: { NODE_ENV: "production" },
      ...(isRoot && { uid: imageUser, gid: imageUser }),
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("apprunner-operator run");
  });
});
