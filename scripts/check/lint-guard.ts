import type { Guard, GuardReport } from "./guard.ts";
import { runTool, toolBroke } from "./run-tool.ts";

/** What oxlint prints with `--format json`, as far as it is used. */
interface LintOutput {
  readonly diagnostics: readonly {
    readonly message: string;
    readonly code?: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly line: number } }[];
  }[];
  readonly number_of_files: number;
  readonly number_of_rules: number;
}

/** oxlint with the rules of .oxlintrc.json, those that need types included. */
export const lintGuard: Guard = {
  name: "lint",
  advice: "fix the code; `npx oxlint` explains each rule. Switch a rule off for a line only with its reason beside it",
  plants: [
    {
      file: "src/base/planted-floating-promise.ts",
      content: "export function planted(work: () => Promise<void>): void {\n  work();\n}\n",
      rule: "typescript(no-floating-promises)",
    },
    {
      file: "src/base/planted-any.ts",
      content: "export const planted = (value: any): string => String(value);\n",
      rule: "typescript(no-explicit-any)",
    },
    {
      file: "src/base/planted-cycle.ts",
      content:
        'import { other } from "./planted-cycle-back.ts";\n\nexport const planted = (): number => other() + 1;\n',
      rule: "import(no-cycle)",
    },
    {
      file: "src/base/planted-cycle-back.ts",
      content: 'import { planted } from "./planted-cycle.ts";\n\nexport const other = (): number => planted() - 1;\n',
      rule: "import(no-cycle)",
    },
    {
      file: "src/base/planted-long-file.ts",
      content: Array.from({ length: 301 }, (_, index) => `export const planted${index} = ${index};\n`).join(""),
      rule: "eslint(max-lines)",
    },
    {
      file: "src/base/planted-console.ts",
      content: 'export function planted(): void {\n  console.log("planted");\n}\n',
      rule: "eslint(no-console)",
    },
  ],
  async check(projectDir): Promise<GuardReport> {
    const result = await runTool("oxlint", ["--format", "json"], projectDir);
    const output = parseOutput(result.stdout);
    if (output === undefined) throw toolBroke("oxlint", result);
    return {
      files: output.number_of_files,
      detail: `${output.number_of_rules} rules`,
      findings: output.diagnostics.map(({ filename, labels, code = "syntax", message }) => ({
        file: filename,
        line: labels[0]?.span.line ?? 1,
        rule: code,
        message,
      })),
    };
  },
};

function parseOutput(stdout: string): LintOutput | undefined {
  try {
    return JSON.parse(stdout) as LintOutput;
  } catch {
    return undefined;
  }
}
