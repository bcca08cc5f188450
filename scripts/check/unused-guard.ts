import path from "node:path";
import type { Guard, GuardReport } from "./guard.ts";
import { runTool, toolBroke } from "./run-tool.ts";

/** What knip-reporter.ts prints. */
interface KnipOutput {
  readonly files: number;
  readonly issues: readonly {
    readonly type: string;
    readonly filePath: string;
    readonly symbol: string;
    readonly line?: number;
  }[];
}

/** knip: files, exports, types and dependencies that nothing uses, and those used without being declared. */
export const unusedGuard: Guard = {
  name: "unused",
  advice: "remove what nothing uses, or stop exporting it",
  plants: [
    { file: "src/base/planted-unused.ts", content: "export const planted = 1;\n", rule: "files" },
    {
      file: "test/planted-unlisted.test.ts",
      content: 'import { planted } from "planted-package";\n\nexport const again = planted;\n',
      rule: "unlisted",
    },
  ],
  async check(projectDir): Promise<GuardReport> {
    const reporter = path.join(import.meta.dirname, "knip-reporter.ts");
    const result = await runTool("knip", ["--no-progress", "--reporter", reporter], projectDir);
    const output = parseOutput(result.stdout);
    if (output === undefined) throw toolBroke("knip", result);
    return {
      files: output.files,
      findings: output.issues.map(({ type, filePath, symbol, line }) => ({
        file: path.relative(projectDir, filePath),
        ...(line !== undefined && { line }),
        rule: type,
        message: type === "files" ? "nothing imports this file" : `${symbol} (${type})`,
      })),
    };
  },
};

function parseOutput(stdout: string): KnipOutput | undefined {
  try {
    return JSON.parse(stdout) as KnipOutput;
  } catch {
    return undefined;
  }
}
