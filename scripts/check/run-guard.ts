import type { Finding, Guard } from "./guard.ts";
import { projectRoot } from "./run-tool.ts";

/** What a guard has to say about the project, ready to print. */
export interface GuardOutcome {
  readonly passed: boolean;
  readonly lines: readonly string[];
}

/** More findings than this are counted rather than printed. */
const shownFindings = 15;

/** Runs a guard over the project. Never throws: a guard that breaks has failed. */
export async function runGuard(guard: Guard): Promise<GuardOutcome> {
  const name = guard.name.padEnd(10);
  try {
    const { files, detail, findings } = await guard.check(projectRoot);
    const amount = `${files} files${detail === undefined ? "" : `, ${detail}`}`;
    if (files === 0) return { passed: false, lines: [`${name} FAIL  looked at no file at all, so it proves nothing`] };
    if (findings.length === 0) return { passed: true, lines: [`${name} ok    ${amount}`] };
    return {
      passed: false,
      lines: [`${name} FAIL  ${amount}: ${findings.length} to fix`, ...list(findings), `  -> ${guard.advice}`],
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { passed: false, lines: [`${name} FAIL  ${message}`] };
  }
}

function list(findings: readonly Finding[]): readonly string[] {
  const lines = findings.slice(0, shownFindings).map(({ file, line, rule, message }) => {
    const place = line === undefined ? file : `${file}:${line}`;
    return `  ${place} ${rule}: ${message.split("\n", 1).join("")}`;
  });
  const more = findings.length - lines.length;
  return more > 0 ? [...lines, `  ... and ${more} more`] : lines;
}
