import type { Guard, GuardReport } from "./guard.ts";
import { runTool, toolBroke } from "./run-tool.ts";

const summary = /^Finished in \S+ on (?<files>\d+) files/m;
const unformatted = /^(?<file>\S.*) \([\d.]+\s?[a-zµ]+\)$/gm;

/** oxfmt, over what .oxfmtrc.json does not leave out. */
export const formatGuard: Guard = {
  name: "format",
  advice: "run `npx oxfmt`",
  plants: [{ file: "src/base/planted-format.ts", content: "export const planted   = 1\n", rule: "format" }],
  async check(projectDir): Promise<GuardReport> {
    const result = await runTool("oxfmt", ["--check"], projectDir);
    const files = summary.exec(result.stdout)?.groups?.["files"];
    const findings = [...result.stdout.matchAll(unformatted)].map((match) => ({
      file: match.groups?.["file"] ?? "",
      rule: "format",
      message: "is not formatted",
    }));
    if (files === undefined || (result.exitCode !== 0 && findings.length === 0)) throw toolBroke("oxfmt", result);
    return { files: Number(files), findings };
  },
};
