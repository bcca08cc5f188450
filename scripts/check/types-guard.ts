import path from "node:path";
import type { Finding, Guard, GuardReport } from "./guard.ts";
import { runTool, toolBroke } from "./run-tool.ts";

const errorLine = /^(?<file>[^\s(][^(]*)\((?<line>\d+),\d+\): error (?<rule>TS\d+): (?<message>.*)$/;
const globalErrorLine = /^error (?<rule>TS\d+): (?<message>.*)$/;

/** The compiler, over everything that tsconfig.json includes. */
export const typesGuard: Guard = {
  name: "types",
  advice: "fix the types; `npx tsc -p .` shows the whole text",
  plants: [
    { file: "src/base/planted-type.ts", content: 'export const planted: number = "text";\n', rule: "TS2322" },
    {
      file: "src/base/planted-unchecked-index.ts",
      content: "export const planted = (list: readonly string[]): string => list[0];\n",
      rule: "TS2322",
    },
  ],
  async check(projectDir): Promise<GuardReport> {
    const result = await runTool("tsc", ["-p", ".", "--pretty", "false", "--listFiles"], projectDir);
    const findings: Finding[] = [];
    let files = 0;
    for (const line of result.stdout.split("\n")) {
      if (path.isAbsolute(line) && !line.includes("/node_modules/")) files++;
      const finding = parseLine(line);
      if (finding !== undefined) findings.push(finding);
    }
    if (result.exitCode !== 0 && findings.length === 0) throw toolBroke("tsc", result);
    return { files, findings };
  },
};

function parseLine(line: string): Finding | undefined {
  const located = errorLine.exec(line)?.groups;
  if (located !== undefined) {
    const { file = "", rule = "", message = "" } = located;
    return { file, line: Number(located["line"]), rule, message };
  }
  const { rule, message = "" } = globalErrorLine.exec(line)?.groups ?? {};
  return rule === undefined ? undefined : { file: "", rule, message };
}
