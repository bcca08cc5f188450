import { glob, readFile } from "node:fs/promises";
import path from "node:path";
import type { Guard, GuardReport } from "./guard.ts";
import { layerFindings } from "./imports/layers.ts";
import { moduleStateFindings } from "./imports/module-state.ts";
import { outsideWorldFindings } from "./imports/outside-world.ts";
import { parseSourceFile } from "./imports/source-file.ts";
import { twoWayFolderFindings } from "./imports/two-way-folders.ts";

/** The order of the layers, and that only the edge of the program touches clock, chance and process. */
export const importsGuard: Guard = {
  name: "imports",
  advice: "pass in what a lower layer needs, or move the shared part down; the rules stand in scripts/check/imports/",
  plants: [
    { file: "src/sandbox/planted-layer.ts", content: 'import "../kube/planted.ts";\n', rule: "layer" },
    { file: "src/kube/planted-package.ts", content: 'import "@aws-sdk/client-apprunner";\n', rule: "layer" },
    { file: "src/api/one/planted-folder.ts", content: 'import "../two/planted-back.ts";\n', rule: "two-way-folders" },
    { file: "src/api/two/planted-back.ts", content: 'import "../one/other.ts";\n', rule: "two-way-folders" },
    { file: "src/kube/planted-state.ts", content: "export let planted = 1;\n", rule: "module-state" },
    { file: "src/kube/planted-time.ts", content: "export const planted = () => new Date();\n", rule: "world-time" },
    {
      file: "src/kube/planted-timer.ts",
      content: 'import { setTimeout } from "node:timers/promises";\n',
      rule: "world-time",
    },
    { file: "src/kube/planted-random.ts", content: "export const planted = Math.random;\n", rule: "world-random" },
    { file: "src/kube/planted-env.ts", content: "export const planted = () => process.env;\n", rule: "world-process" },
  ],
  async check(projectDir): Promise<GuardReport> {
    const files: string[] = [];
    for await (const file of glob("{src,scripts,test}/**/*.ts", { cwd: projectDir })) files.push(file);
    const sources = await Promise.all(
      files.toSorted().map(async (file) => {
        const text = await readFile(path.join(projectDir, file), "utf8");
        return parseSourceFile(file.replaceAll(path.sep, "/"), text);
      }),
    );
    const perFile = sources.flatMap((source) => [
      ...layerFindings(source),
      ...moduleStateFindings(source),
      ...outsideWorldFindings(source),
    ]);
    return {
      files: sources.length,
      detail: `${sources.reduce((sum, { imports }) => sum + imports.length, 0)} imports`,
      findings: [...perFile, ...twoWayFolderFindings(sources.filter(({ file }) => file.startsWith("src/")))],
    };
  },
};
